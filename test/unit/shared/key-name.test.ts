import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseKeyName, parseKeyName, parseLine } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

/** What a name may not hold, each with the reason that is given. */
const refused: [string, string, string][] = [
  ['nothing', '', 'empty'],
  ['spaces alone', ' \u00a0\u3000 ', 'empty'],
  ['a NUL', 'a\0b', 'characters'],
  ['a line feed', 'a\nb', 'characters'],
  ['a carriage return', 'a\rb', 'characters'],
  ['a tab', 'a\tb', 'characters'],
  ['an escape sequence', '\u001b[31mred', 'characters'],
  ['a C1 control', 'a\u009bb', 'characters'],
  ['a line separator', 'a\u2028b', 'characters'],
  ['a paragraph separator', 'a\u2029b', 'characters'],
  ['a right-to-left override', 'a\u202etxt.exe', 'characters'],
  ['a right-to-left mark', 'a\u200fb', 'characters'],
  ['an isolate', 'a\u2067b', 'characters'],
  ['a zero-width space', 'a\u200bb', 'characters'],
  ['a word joiner', 'a\u2060b', 'characters'],
  ['a byte order mark inside', 'a\ufeffb', 'characters'],
  ['half of a surrogate pair', 'a\ud83d', 'characters'],
  ['the other half', '\udd11a', 'characters'],
  ['a character that Unicode has not assigned', 'a\u0378', 'characters'],
  ['one character too many', 'x'.repeat(limits.nameMaxChars + 1), 'too-long'],
  ['10 kB', 'x'.repeat(10_000), 'too-long'],
  ['emoji beyond the limit in UTF-16 units', '🔑'.repeat(limits.nameMaxChars / 2 + 1), 'too-long'],
];

describe('parseKeyName', () => {
  it.each(refused)('refuses %s', (_what, name, reason) => {
    expect(() => parseKeyName(name)).toThrow(failure('name-invalid', { field: 'name', reason }));
  });

  it.each([
    'stripe-live',
    '../../x',
    '..\\..\\x',
    '/etc/passwd',
    'C:\\secret',
    '__proto__',
    'constructor',
    'toString',
    '--help',
    '-',
    "'; DROP TABLE api_key; --",
    '%s%n',
    '$(reboot)',
    '🔑',
    '👩‍💻 key',
    'Schlüssel für Zürich',
    '密钥',
    'مفتاح',
    'x'.repeat(limits.nameMaxChars),
  ])('takes %j as it is', (name) => {
    expect(parseKeyName(name)).toBe(name.normalize('NFC'));
  });

  it('takes white space off both ends', () => {
    expect(parseKeyName(' \u00a0stripe live\u3000\n')).toBe('stripe live');
  });

  it('writes what looks the same the same way', () => {
    expect(parseKeyName('e\u0301')).toBe('\u00e9');
    expect(parseKeyName('\u212b')).toBe('\u00c5');
  });

  it('never says the name in its error', () => {
    const name = 'sk_live_pasted_by_accident\n';
    try {
      parseKeyName(`${name}x`);
      expect.unreachable();
    } catch (caught) {
      expect(JSON.stringify(caught)).not.toContain('sk_live');
    }
  });

  it('answers a name that it takes unchanged, or refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let name: string;
        try {
          name = parseKeyName(text);
        } catch (caught) {
          expect(caught).toEqual(failure('name-invalid'));
          return;
        }
        expect(parseKeyName(name)).toBe(name);
        expect(name.isWellFormed()).toBe(true);
        expect(normaliseKeyName(name)).toBe(normaliseKeyName(text.trim()));
      }),
    );
  });
});

describe('parseLine', () => {
  it('names the field in its error', () => {
    expect(() => parseLine('a\nb', 'account', 10)).toThrow(
      failure('invalid-input', { field: 'account', reason: 'characters' }),
    );
    expect(() => parseLine('abcdefghijk', 'tag', 10)).toThrow(
      failure('invalid-input', { field: 'tag', reason: 'too-long', max: 10 }),
    );
  });
});

describe('normaliseKeyName', () => {
  it.each([
    ['case', 'Stripe-LIVE', 'stripe-live'],
    ['a ligature', 'pro\ufb01le', 'profile'],
    ['full width', '\uff33\uff34\uff32', 'str'],
    ['a superscript', 'key\u00b2', 'key2'],
    ['the Kelvin sign', '\u212aey', 'key'],
    ['composed and decomposed', 'caf\u00e9', 'cafe\u0301'],
    ['the capital sharp s', 'GRO\u1e9e', 'gro\u00df'],
    ['the order of marks after lower-casing', '\u0130\u0316', 'i\u0316\u0307'],
    ['a Roman numeral', 'key \u2163', 'key iv'],
    ['a final sigma', '\u039f\u0394\u039f\u03a3', '\u03bf\u03b4\u03bf\u03c2'],
  ])('holds names that differ in %s for the same', (_what, one, other) => {
    expect(normaliseKeyName(one)).toBe(normaliseKeyName(other));
  });

  it.each([
    ['a', 'b'],
    ['key1', 'key01'],
    ['key-1', 'key_1'],
    ['\u0430', 'a'], // Cyrillic and Latin: another letter, another name
    ['ß', 'ss'],
  ])('holds %j and %j for two names', (one, other) => {
    expect(normaliseKeyName(one)).not.toBe(normaliseKeyName(other));
  });

  it('is its own normal form, for every character there is', () => {
    const moved: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const normal = normaliseKeyName(`A${String.fromCodePoint(code)}`);
      if (normaliseKeyName(normal) !== normal) moved.push(code.toString(16));
    }
    expect(moved).toEqual([]);
  });
});
