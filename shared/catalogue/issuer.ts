/**
 * The form of an entry of the catalogue of issuers. docs/catalogue.md says how to add one. The schema is run by the
 * tests, not by the program: the entries are our own and do not change after the build.
 */
import * as z from 'zod/mini';
import { isPartName, parseHeaderTemplate, templateParts } from '../header-template.ts';
import { parseOrigin } from '../origin.ts';

/** What a form alone says: `ambiguous` ones (32 hex digits) need a word nearby before anything is made of them. */
export const confidences = ['certain', 'likely', 'ambiguous'] as const;
export type Confidence = (typeof confidences)[number];

const envName = z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/));
const header = z.string().check(z.refine(isTemplate));
const line = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\x20-\x7e]+$/));

const shapeSchema = z.strictObject({
  /** Of the whole secret, without anchors or flags; every repetition bounded, so that reading stays linear. */
  expression: z.instanceof(RegExp).check(z.refine(isBounded)),
  /** How it begins in public: all that may ever be printed of it. Empty where it begins with no fixed text. */
  prefixes: z.array(z.string().check(z.regex(/^[\x21-\x7e]{2,24}$/))),
  confidence: z.enum(confidences),
  /** In words, for people: `32 hexadecimal characters`. */
  words: line,
  checksum: z.optional(z.enum(['github', 'cloudflare'])),
});

const partSchema = z.strictObject({
  name: z.string().check(z.refine(isPartName)),
  /** Environment variables that the issuer's tools read it from, the usual one first. */
  envNames: z.array(envName),
  shapes: z.array(shapeSchema),
});

export const issuerSchema = z
  .strictObject({
    /** Stored with the keys: it never changes. */
    id: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(64)),
    name: line,
    /** How the secret travels. `unconfirmed`: no source says, so the usual header is offered. */
    use: z.enum(['header', 'environment', 'url-path', 'unconfirmed']),
    /** As sent with each request; empty unless `use` is `header`. */
    headers: z.array(header),
    /** Other headers in which the issuer takes the same secret: read, never written. */
    otherHeaders: z.array(header),
    parts: z.array(partSchema).check(z.minLength(1)),
    /** Exact. Empty where each customer has one of their own: then `originAsked` says what to ask for. */
    origins: z.array(z.string().check(z.refine(isOrigin))),
    originAsked: z.optional(line),
    /** Environment variables that hold the base URL. */
    baseUrlEnvNames: z.array(envName),
    /** Where its keys are managed, where a source names it. */
    page: z.optional(z.string().check(z.regex(/^https:\/\/[^\s]+$/))),
    /** Lower-case words that tell the issuer when they stand near a secret: in a variable's name, a host. */
    keywords: z.array(z.string().check(z.regex(/^[a-z0-9]{3,}$/))).check(z.minLength(1)),
  })
  .check(z.refine((issuer) => (issuer.use === 'header') === issuer.headers.length > 0))
  .check(z.refine((issuer) => (issuer.origins.length === 0) === (issuer.originAsked !== undefined)))
  .check(
    z.refine(({ use, headers, parts }) => {
      const named = new Set(headers.filter(isTemplate).flatMap((text) => templateParts(parseHeaderTemplate(text))));
      return use !== 'header' || (named.size === parts.length && parts.every(({ name }) => named.has(name)));
    }),
  );

export type Shape = Readonly<z.infer<typeof shapeSchema>>;
export type IssuerPart = Readonly<z.infer<typeof partSchema>>;
export type Issuer = Readonly<z.infer<typeof issuerSchema>>;

function isBounded({ source, flags }: RegExp): boolean {
  const outsideClasses = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  return flags === '' && !/[*+^$]|,\}/.test(outsideClasses);
}

function isTemplate(text: string): boolean {
  try {
    return parseHeaderTemplate(text).name !== '';
  } catch {
    return false;
  }
}

function isOrigin(text: string): boolean {
  try {
    return parseOrigin(text) === text;
  } catch {
    return false;
  }
}
