/**
 * Recognises whose secret a pasted text is or holds. Offline and without a trace: nothing is sent, stored or copied.
 *
 * Linear: the text is read once into fields, and each field is held against each form, whose repetitions are bounded.
 */
import { catalogue } from '../catalogue/catalogue.ts';
import { type Confidence, confidences, type Issuer } from '../catalogue/issuer.ts';
import { parseHeaderTemplate } from '../header-template.ts';
import { jwtExpiry } from '../jwt.ts';
import { limits } from '../limits.ts';
import { isCurl, readCurl } from './curl.ts';
import { type Evidence, placeIn, weigh } from './evidence.ts';
import type { Field } from './field.ts';
import { readJson } from './json.ts';
import { readLines } from './lines.ts';
import type { Match, MatchPart } from './match.ts';
import { reasonText } from './reason-text.ts';

export const recogniseLimits = {
  /** More than a secret and its surroundings have; longer texts are not looked at. */
  textMaxChars: limits.pastedMaxChars,
  /** Issuers' longest tokens are JWTs of a few thousand characters. */
  secretMaxChars: 20_000,
  /** A curl command's headers come before its body as a rule; what is behind this many characters is not read. */
  curlMaxChars: 20_000,
  /** A long .env file has a hundred lines. */
  fieldsMax: 500,
} as const;

/** A match that is still being put together. */
interface Found {
  readonly issuer: Issuer;
  readonly field: Field;
  readonly evidence: Evidence;
  readonly parts: MatchPart[];
}

/**
 * @param text A bare secret, a header line, a curl command, lines of an .env file, a JSON snippet or a JWT.
 * @returns best first: by confidence, then by place. Empty for anything else, and for texts over the limit.
 */
export function recognise(text: string): Match[] {
  if (text.length > recogniseLimits.textMaxChars) return [];
  const fields = fieldsOf(text);
  const found = collect(text, fields);
  const clear = found.filter((one) => !isOutdone(one, found));
  clear.sort((one, other) => rank(one.evidence.confidence) - rank(other.evidence.confidence));
  return clear.map((one) => finish(text, one, clear));
}

function fieldsOf(text: string): Field[] {
  const bare = /^\s*(\S+)\s*$/.exec(text.length <= recogniseLimits.secretMaxChars ? text : '');
  const fields: Field[] = [];
  if (bare !== null) {
    const start = text.indexOf(bare[1]!);
    fields.push({ form: 'secret', start, end: start + bare[1]!.length, label: '', headerKey: '', host: '' });
  }
  if (isCurl(text)) fields.push(...readCurl(text.slice(0, recogniseLimits.curlMaxChars)));
  else if (/^\s{0,40}[[{"]/.test(text)) fields.push(...readJson(text, recogniseLimits.fieldsMax));
  else fields.push(...readLines(text, recogniseLimits.fieldsMax));
  return fields
    .filter(({ start, end }) => end - start <= recogniseLimits.secretMaxChars)
    .slice(0, recogniseLimits.fieldsMax);
}

function collect(text: string, fields: readonly Field[]): Found[] {
  const found: Found[] = [];
  for (const field of fields) {
    const place = placeIn(text, field);
    for (const issuer of catalogue) {
      for (const part of issuer.parts) {
        const evidence = weigh(issuer, part, place);
        if (evidence === undefined) continue;
        const prefix = evidence.shape?.prefixes.find((start) => place.value.startsWith(start)) ?? '';
        const matched = { name: part.name, start: field.start, length: place.value.length, prefix };
        if (!joins(found, issuer, matched, field)) found.push({ issuer, field, evidence, parts: [matched] });
      }
    }
  }
  for (const one of found) addSiblings(text, one, fields);
  return found;
}

/** Two parts of one issuer are one match: an API key and its application key. */
function joins(found: readonly Found[], issuer: Issuer, part: MatchPart, field: Field): boolean {
  const open = found.find(
    (one) =>
      one.issuer === issuer &&
      one.field.form === field.form &&
      one.parts.every(({ name, start }) => name !== part.name && start !== part.start),
  );
  open?.parts.push(part);
  return open !== undefined;
}

/**
 * Takes what no form tells but the place does: the other half of `curl -u`, the member "SecretAccessKey" beside an AWS
 * access key id.
 */
function addSiblings(text: string, { issuer, field, evidence, parts }: Found, fields: readonly Field[]): void {
  if (evidence.confidence === 'ambiguous') return;
  for (const { name } of issuer.parts) {
    if (parts.some((part) => part.name === name)) continue;
    const sibling = fields.find(
      (other) =>
        other.form === field.form &&
        !parts.some(({ start }) => start === other.start) &&
        (halfNamed(issuer, other, name) ||
          letters(other.label) === letters(name) ||
          headerOf(issuer, name) === other.label.toLowerCase()),
    );
    if (sibling === undefined || text.slice(sibling.start, sibling.end).startsWith('$')) continue;
    parts.push({ name, start: sibling.start, length: sibling.end - sibling.start, prefix: '' });
  }
}

function halfNamed(issuer: Issuer, field: Field, part: string): boolean {
  const basic = /\{base64:\{(\w+)\}:\{(\w+)\}\}/.exec(issuer.headers[0] ?? '');
  return basic !== null && field.half !== undefined && basic[field.half === 'user' ? 1 : 2] === part;
}

function headerOf(issuer: Issuer, part: string): string | undefined {
  const header = issuer.headers.find((text) => text.endsWith(`: {${part}}`));
  return header && parseHeaderTemplate(header).name.toLowerCase();
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A form that proves nothing is not worth a word where a better match has the same place. */
function isOutdone(one: Found, all: readonly Found[]): boolean {
  return all.some(
    (other) =>
      rank(other.evidence.confidence) < rank(one.evidence.confidence) &&
      (one.evidence.confidence === 'ambiguous' || other.evidence.confidence === 'certain') &&
      one.parts.every(({ start }) => other.parts.some((part) => part.start === start)),
  );
}

function rank(confidence: Confidence): number {
  return confidences.indexOf(confidence);
}

function finish(text: string, { issuer, field, evidence, parts }: Found, all: readonly Found[]): Match {
  const [first] = parts;
  const isJwt = evidence.shape?.prefixes.includes('eyJ') === true;
  const rivals = all
    .filter((other) => other.issuer !== issuer && other.parts.some(({ start }) => start === first?.start))
    .map((other) => other.issuer.name);
  const expiresAt = isJwt ? jwtExpiry(text.slice(field.start, field.end)) : null;
  return {
    issuerId: issuer.id,
    form: isJwt && field.form === 'secret' ? 'jwt' : field.form,
    confidence: evidence.confidence,
    reason: { code: evidence.code, text: reasonText(issuer, evidence, field, rivals) },
    parts,
    envName: field.form === 'env-line' && parts.length === 1 ? field.label : null,
    expiresAt,
  };
}
