import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../electron/cli/error-text.ts';
import { exitCodeOf, exitCodes } from '../../../electron/cli/exit-codes.ts';
import { errorCodes, KeybearerError } from '../../../shared/errors.ts';

const particulars = {
  name: 'stripe',
  field: 'issuer',
  reason: 'form',
  max: 3,
  min: 8,
  sqlite: 10,
  side: 'index',
  kind: 'passphrase',
  slotId: '3fa29c01',
  conflicts: 2,
  number: 3,
  keyName: 'github',
  why: 'origin-invalid',
};

describe('errorText', () => {
  it.each(errorCodes)('%s: says what happened in a sentence, then one next step', (code) => {
    const { error, hint } = errorText(new KeybearerError(code, particulars));
    expect(error).toMatch(/^["a-z].{14,}[^.!]$/);
    expect(error).not.toMatch(/undefined|null|NaN|\[object|!/);
    if (code !== 'cancelled') expect(hint).toMatch(/^.{12,}[^!]$/);
  });

  it('quotes hostile names, so that they cannot steer a terminal', () => {
    const { error } = errorText(new KeybearerError('key-not-found', { name: '\u001b[31mx\n"; rm -rf' }));
    expect(error).toBe('no key named "\\u001b[31mx\\n\\"; rm -rf"');
  });
});

describe('exitCodeOf', () => {
  it('gives every code a number that the document lists', () => {
    const documented = readFileSync(new URL('../../../docs/exit-codes.md', import.meta.url), 'utf8');
    const listed = [...documented.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
    for (const code of errorCodes) expect(listed).toContain(exitCodeOf(code));
    expect(listed).toEqual(expect.arrayContaining(Object.values(exitCodes)));
  });
});
