import { describe, expect, it } from 'vitest';
import { copyForm, usualCopyFormat } from '../../../electron/delivery/copied.ts';
import { type CopyFormatName, copyFormatNames } from '../../../electron/delivery/format-names.ts';
import type { ApiKey } from '../../../electron/vault/api-key.ts';
import type { Secret } from '../../../electron/vault/secret.ts';
import { failure } from '../../support/failure.ts';

const key = (headers: readonly string[], parts: readonly string[]) =>
  ({
    name: 'acme',
    envName: 'ACME_KEY',
    policy: { headers, origins: ['https://api.acme.test'], askBeforeUse: false },
    parts,
  }) as unknown as ApiKey;
const secretOf = (parts: Readonly<Record<string, string>>): Secret =>
  Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));

function copied(
  format: CopyFormatName,
  headers: readonly string[],
  parts: Record<string, string>,
  part?: string,
): string {
  return copyForm(format, part)(key(headers, Object.keys(parts)), secretOf(parts)).toString();
}

describe('copyForm', () => {
  it.each(copyFormatNames)('%s has the secret, and ends without a line end', (format) => {
    const text = copied(format, ['X-Key: {secret}'], { secret: 's3' });
    expect(text).toContain('s3');
    expect(text).not.toMatch(/\n$/);
  });

  it('writes a line for each header', () => {
    expect(copied('line', ['A: {one}', 'B: {two}'], { one: '1', two: '2' })).toBe('A: 1\nB: 2');
  });

  it.each(copyFormatNames)('%s is UTF-8, also of a header beyond ASCII', (format) => {
    const secret = 'grün\u00a0ÿ';
    const copy = () => copyForm(format)(key(['X-Key: {secret}'], ['secret']), secretOf({ secret }));
    if (format === 'httpie' || format === 'powershell') expect(copy).toThrow(failure('invalid-input'));
    else expect(new TextDecoder('utf-8', { fatal: true }).decode(copy())).toBeTypeOf('string');
    if (format === 'line') expect(copy().toString()).toBe(`X-Key: ${secret}`);
  });

  it('leaves a raw secret as it is, with its line ends', () => {
    expect(copied('raw', [], { secret: 'line\nline\n' })).toBe('line\nline\n');
  });

  it('takes one part of a secret of several, and asks which', () => {
    const parts = { api_key: 'one', app_key: 'two' };
    expect(copied('raw', [], parts, 'app_key')).toBe('two');
    expect(() => copied('raw', [], parts)).toThrow(failure('invalid-input', { reason: 'which-part' }));
    expect(() => copied('raw', [], parts, 'other')).toThrow(failure('invalid-input', { reason: 'missing-part' }));
    expect(() => copied('line', ['A: {api_key}'], parts, 'api_key')).toThrow(
      failure('invalid-input', { reason: 'raw-only' }),
    );
  });

  it('gives bytes of its own, and wipes what it made on the way', () => {
    const secret = secretOf({ secret: 's3' });
    const text = copyForm('raw')(key([], ['secret']), secret);
    text.fill(0);
    expect(secret[0]?.bytes.toString()).toBe('s3');
  });
});

describe('usualCopyFormat', () => {
  it('is the header line where there is a header, else the secret', () => {
    expect(usualCopyFormat(key(['A: {secret}'], ['secret']))).toBe('line');
    expect(usualCopyFormat(key([], ['secret']))).toBe('raw');
  });
});
