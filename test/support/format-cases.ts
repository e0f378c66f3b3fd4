/** Keys for the tests of formats: arbitrary names and header values, and what a request must carry of them. */
import fc from 'fast-check';
import type { FormatSubject } from '../../electron/delivery/format.ts';
import type { HeaderLine } from '../../electron/vault/header-value.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import { parseKeyName } from '../../shared/key-name.ts';

export interface FormatCase {
  readonly name: string;
  /** Values as Latin-1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const steering = fc.constantFrom(...`'"\\$\`%!#&*()[]{};:=@<>|~^?, \t-`);
const letters = fc.constantFrom(...'abcXYZ0189nrtux');
const latin1 = fc.oneof(
  fc.constant('\u00a0'),
  fc.integer({ min: 0xa0, max: 0xff }).map((code) => String.fromCharCode(code)),
);

/** Any value that a header template can be filled to; blank ones have tests of their own. */
function headerValue(isAscii: boolean): fc.Arbitrary<string> {
  const unit = isAscii ? fc.oneof(steering, letters) : fc.oneof(steering, letters, latin1);
  return fc.string({ unit, minLength: 1, maxLength: 24 }).filter((value) => wireValue(value) !== '');
}

const headerName = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-.^_`|~"), maxLength: 10 })
  .map((text) => `X-${text}`);

export const keyName: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: fc.oneof(steering, letters, fc.constantFrom(...'‘’‚‛“”é日😀')), minLength: 1, maxLength: 16 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 16 }),
    fc.constantFrom('-rf', '--help', '--', '-', '@file', '~', '#x', "it's"),
  )
  .map(nameOrNone)
  .filter((name) => name !== undefined);

function nameOrNone(text: string): string | undefined {
  try {
    return parseKeyName(text);
  } catch (caught) {
    if (isKeybearerError(caught, 'name-invalid')) return undefined;
    throw caught;
  }
}

export function formatCase({ isAscii = false } = {}): fc.Arbitrary<FormatCase> {
  const header = fc.tuple(headerName, headerValue(isAscii));
  const headers = fc.uniqueArray(header, { minLength: 1, maxLength: 3, selector: ([name]) => name.toLowerCase() });
  return fc.record({ name: keyName, headers });
}

export function subjectFor({ name, headers }: FormatCase, origin: string | undefined): FormatSubject {
  return {
    name,
    envName: null,
    origin,
    templates: headers.map(([header]) => `${header}: {secret}`),
    parts: ['secret'],
    issuerVariables: [],
  };
}

export function linesFor({ headers }: FormatCase): HeaderLine[] {
  return headers.map(([name, value]) => ({ name, value: Buffer.from(value, 'latin1') }));
}

/** What HTTP carries of a value: spaces and tabs around it are not part of it (RFC 9110, section 5.5). */
export function wireValue(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, '');
}
