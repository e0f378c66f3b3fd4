/** A place in a text where a secret may stand, and what stands around it. */
import type { Form } from './match.ts';

export interface Field {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  /** The variable, the member of a JSON object or the header that holds it; empty for a bare secret. */
  readonly label: string;
  /** `authorization bearer`, `x-api-key `: name and scheme in lower case, for what was in a header; else empty. */
  readonly headerKey: string;
  /** The host that a curl command calls, in lower case; else empty. */
  readonly host: string;
  /** Which half of `curl -u user:password` it is. */
  readonly half?: 'user' | 'password';
}

const schemes = /^(?:(?:Bearer|token|ApiKey|SSWS|Bot|Basic)[ \t]{1,8}|Token[ \t]{1,8}token=)/i;

/** Name and scheme of a header whose value begins with `value`. @returns also the length of the scheme's text. */
export function headerKeyOf(name: string, value: string): { key: string; schemeLength: number } {
  const scheme = name.toLowerCase() === 'authorization' ? (schemes.exec(value)?.[0] ?? '') : '';
  const word = scheme.includes('=') ? 'token token=' : scheme.trim().toLowerCase();
  return { key: `${name.toLowerCase()} ${word}`, schemeLength: scheme.length };
}

/** The field of a header's value; undefined where it holds no secret in clear text (Basic, an empty value). */
export function headerField(form: Form, name: string, value: string, valueStart: number, host = ''): Field | undefined {
  const { key, schemeLength } = headerKeyOf(name, value);
  const end = valueStart + value.trimEnd().length;
  const start = valueStart + schemeLength;
  if (key === 'authorization basic' || start >= end) return undefined;
  return { form, start, end, label: name, headerKey: key, host };
}
