import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asKeyName, fileWords, freeName, variableAsName } from '../../../electron/import/key-names.ts';
import { parseKeyName } from '../../../shared/key-name.ts';

describe('asKeyName', () => {
  it('keeps what is a name, and what can be kept of what is none', () => {
    expect(asKeyName(' Stripe: live (EU) ')).toBe('Stripe: live (EU)');
    expect(asKeyName('two\nlines\u202e')).toBe('two lines');
    expect(asKeyName('\u0000')).toBe('imported');
    expect(asKeyName('')).toBe('imported');
    expect(asKeyName('../../x')).toBe('../../x');
  });

  it('answers a valid name for any text, with room for a suffix', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const name = asKeyName(text);
        expect(parseKeyName(name)).toBe(name);
        expect(parseKeyName(`${name}-${'x'.repeat(40)}`)).toContain(name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('variableAsName', () => {
  it.each([
    ['GITHUB_TOKEN', 'github-token'],
    ['_A__B.c', 'a-b-c'],
    ['apiKey', 'apikey'],
  ])('makes of %s %s', (variable, name) => expect(variableAsName(variable)).toBe(name));
});

describe('fileWords', () => {
  it.each([
    ['/w/shop/.env', undefined, 'shop'],
    ['/w/shop/.env.production', 'production', 'shop'],
    ['/w/shop/.env.local', undefined, 'shop'],
    ['/w/shop/keys.csv', undefined, 'shop'],
    ['/home/me/.aws/credentials', undefined, undefined],
    ['-', undefined, undefined],
    ['/.env', undefined, undefined],
  ])('reads %s', (path, environment, folder) => expect(fileWords(path)).toEqual({ environment, folder }));
});

describe('freeName', () => {
  it('takes the first that is free, in any case, then counts', () => {
    const names = ['token', 'token-shop'] as const;
    expect(freeName(names, new Set())).toBe('token');
    expect(freeName(['TOKEN', 'token-shop'], new Set(['token']))).toBe('token-shop');
    expect(freeName(names, new Set(['token', 'token-shop']))).toBe('token-2');
    expect(freeName(names, new Set(['token', 'token-shop', 'token-2']))).toBe('token-3');
  });
});
