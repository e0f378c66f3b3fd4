/**
 * Recognises whose secret a pasted text is or holds. Offline and without a trace: nothing is sent, stored or copied.
 *
 * Linear: the text is read once into fields, and each field is held against each form, whose repetitions are bounded.
 */
import { type Confidence, confidences } from '../catalogue/issuer.ts';
import { jwtExpiry } from '../jwt.ts';
import { limits } from '../limits.ts';
import { readBare } from './bare.ts';
import { isCurl, readCurl } from './curl.ts';
import type { Field } from './field.ts';
import { ByPlace, collect, type Found } from './found.ts';
import { readJson } from './json.ts';
import { readLines } from './lines.ts';
import type { Match } from './match.ts';
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

/**
 * @param text A bare secret, a header line, a curl command, lines of an .env file, a JSON snippet or a JWT.
 * @returns best first: by confidence, then by place. Empty for anything else, and for texts over the limit.
 */
export function recognise(text: string): Match[] {
  if (text.length > recogniseLimits.textMaxChars) return [];
  const fields = fieldsOf(text);
  const found = collect(text, fields);
  const places = new ByPlace(found);
  const clear = found.filter((one) => !isOutdone(one, places));
  clear.sort((one, other) => rank(one.evidence.confidence) - rank(other.evidence.confidence));
  const rivals = new ByPlace(clear);
  return clear.map((one) => finish(text, one, rivals));
}

function fieldsOf(text: string): Field[] {
  const bare = readBare(text.length <= recogniseLimits.secretMaxChars ? text : '');
  const fields: Field[] = bare === undefined ? [] : [bare];
  if (isCurl(text)) fields.push(...readCurl(text.slice(0, recogniseLimits.curlMaxChars)));
  else if (/^\s{0,40}[[{"]/.test(text)) fields.push(...readJson(text, recogniseLimits.fieldsMax));
  else fields.push(...readLines(text, recogniseLimits.fieldsMax));
  return fields
    .filter(({ start, end }) => end - start <= recogniseLimits.secretMaxChars)
    .slice(0, recogniseLimits.fieldsMax);
}

/** A form that proves nothing is not worth a word where a better match has the same place. */
function isOutdone(one: Found, places: ByPlace): boolean {
  return places
    .at(one.parts[0]?.start)
    .some(
      (other) =>
        rank(other.evidence.confidence) < rank(one.evidence.confidence) &&
        (one.evidence.confidence === 'ambiguous' || other.evidence.confidence === 'certain') &&
        one.parts.every(({ start }) => other.parts.some((part) => part.start === start)),
    );
}

function rank(confidence: Confidence): number {
  return confidences.indexOf(confidence);
}

function finish(text: string, { issuer, field, evidence, parts }: Found, places: ByPlace): Match {
  const isJwt = evidence.shape?.prefixes.includes('eyJ') === true;
  const rivals = places
    .at(parts[0]?.start)
    .filter((other) => other.issuer !== issuer)
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
