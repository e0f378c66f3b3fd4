/** Weighs what speaks for one issuer at one place of a text. */
import { catalogue } from '../catalogue/catalogue.ts';
import type { Confidence, Issuer, IssuerPart, Shape } from '../catalogue/issuer.ts';
import { parseHeaderTemplate, templateParts } from '../header-template.ts';
import { hasRightChecksum } from './checksum.ts';
import { type Field, headerKeyOf } from './field.ts';
import type { ReasonCode } from './match.ts';

export interface Evidence {
  readonly confidence: Confidence;
  readonly code: ReasonCode;
  readonly shape: Shape | undefined;
}

interface Pattern {
  readonly shape: Shape;
  readonly whole: RegExp;
}

const patterns = new Map<IssuerPart, Pattern[]>();

const envNames = new Set(catalogue.flatMap(({ parts }) => parts.flatMap((part) => part.envNames)));

/** Which issuers' parts go into a header, by its name and scheme. */
const byHeader = new Map<string, { issuer: Issuer; part: string }[]>();

for (const issuer of catalogue) {
  for (const part of issuer.parts) {
    const anchored = part.shapes.map((shape) => ({ shape, whole: new RegExp(`^(?:${shape.expression.source})$`) }));
    patterns.set(part, anchored);
  }
  for (const text of [...issuer.headers, ...issuer.otherHeaders]) {
    const template = parseHeaderTemplate(text);
    const [part, ...others] = templateParts(template);
    if (part === undefined || others.length > 0) continue;
    const value = text.slice(template.name.length + 1).trim();
    const { key } = headerKeyOf(template.name, value);
    byHeader.set(key, [...(byHeader.get(key) ?? []), { issuer, part }]);
  }
}

/** More issuers than this with one header (`Authorization: Bearer`), and it says nothing of who it is. */
const tellingHeader = 3;

/** A field with what all issuers want to know of it. */
export interface Place {
  readonly field: Field;
  readonly value: string;
  readonly inHeader: readonly { issuer: Issuer; part: string }[];
  /** Label and host in lower case, where keywords are looked for. */
  readonly around: string;
  /** Whether it may be a secret that no form tells: something there names an issuer. */
  readonly mayBeNamed: boolean;
}

export function placeIn(text: string, field: Field): Place {
  const value = text.slice(field.start, field.end);
  return {
    field,
    value,
    inHeader: byHeader.get(field.headerKey) ?? [],
    around: `${field.label} ${field.host}`.toLowerCase(),
    mayBeNamed: (field.headerKey !== '' || field.host !== '' || envNames.has(field.label)) && looksLikeSecret(value),
  };
}

/** @returns undefined where nothing speaks for it. */
export function weigh(issuer: Issuer, part: IssuerPart, place: Place): Evidence | undefined {
  const shape = shapeOf(part, place.value);
  if (shape === undefined) return place.mayBeNamed ? byNameAlone(surroundings(issuer, part, place)) : undefined;
  if (shape.checksum !== undefined)
    return hasRightChecksum(place.value, shape.checksum)
      ? { confidence: 'certain', code: 'checksum-right', shape }
      : { confidence: 'likely', code: 'checksum-wrong', shape };
  if (shape.confidence === 'certain') return { confidence: 'certain', code: 'form', shape };
  const { env, header, host } = surroundings(issuer, part, place);
  const named = env || header === 'one' || host || issuer.keywords.some((keyword) => place.around.includes(keyword));
  if (named) return { confidence: shape.confidence === 'likely' ? 'certain' : 'likely', code: 'form-and-name', shape };
  // Words run together are as long as some secrets; a secret of 32 letters without one digit is rare.
  const isBare = shape.confidence === 'ambiguous' && shape.prefixes.length === 0;
  if (isBare && !/\d/.test(place.value)) return undefined;
  const code = shape.prefixes.includes('eyJ') ? 'jwt' : shape.confidence === 'likely' ? 'form' : 'ambiguous-form';
  return { confidence: shape.confidence, code, shape };
}

function shapeOf(part: IssuerPart, value: string): Shape | undefined {
  for (const { shape, whole } of patterns.get(part) ?? []) {
    const begins = shape.prefixes.length === 0 || shape.prefixes.some((prefix) => value.startsWith(prefix));
    if (begins && whole.test(value)) return shape;
  }
  return undefined;
}

interface Surroundings {
  readonly env: boolean;
  /** Whether the header is this issuer's alone, one of a few, or says nothing. */
  readonly header: 'one' | 'few' | 'none';
  readonly host: boolean;
}

function surroundings(issuer: Issuer, part: IssuerPart, { field, inHeader }: Place): Surroundings {
  const mine = inHeader.some((entry) => entry.issuer === issuer && entry.part === part.name);
  const few = inHeader.length <= tellingHeader ? 'few' : 'none';
  return {
    env: part.envNames.includes(field.label),
    header: !mine ? 'none' : inHeader.length === 1 ? 'one' : few,
    // A host stands for the issuer only where the secret is in a header of that issuer, or in the path.
    host: field.host !== '' && (mine || field.headerKey === '') && issuer.origins.includes(`https://${field.host}`),
  };
}

function byNameAlone({ env, header, host }: Surroundings): Evidence | undefined {
  if (env) return { confidence: 'likely', code: 'env-name', shape: undefined };
  if (header === 'one') return { confidence: 'likely', code: 'header-name', shape: undefined };
  if (host) return { confidence: 'likely', code: 'host', shape: undefined };
  return header === 'few' ? { confidence: 'ambiguous', code: 'ambiguous-header', shape: undefined } : undefined;
}

/** Not a variable, a placeholder or something too short to be worth a vault. */
function looksLikeSecret(value: string): boolean {
  return value.length >= 8 && /^[\x21-\x7e]+$/.test(value) && !/^[$<%{]|^(.)\1*$|your|example|change_?me/i.test(value);
}
