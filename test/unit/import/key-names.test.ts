import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asKeyName, FreeNames, fileWords, variableAsName } from '../../../electron/import/key-names.ts';
import { parseKeyName } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';

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

describe('FreeNames', () => {
  it('takes the first that is free, in any case, then counts', () => {
    const free = new FreeNames(['TOKEN']);
    const taken = Array.from({ length: 4 }, () => free.take(['token', 'token-shop']));
    expect(taken).toEqual(['token-shop', 'token-2', 'token-3', 'token-4']);
    expect(new FreeNames(['a-3']).take(['a'])).toBe('a');
    expect(new FreeNames(['a', 'a-2', 'A-3']).take(['a'])).toBe('a-4');
  });

  it('gets through as many of one name as an import may have', () => {
    const free = new FreeNames([]);
    const names = new Set(Array.from({ length: limits.importItemsMax }, () => free.take(['token'])));
    expect(names.size).toBe(limits.importItemsMax);
  });
});
