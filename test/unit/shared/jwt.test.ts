import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jwtExpiry } from '../../../shared/jwt.ts';

const segment = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const token = (claims: unknown, header: unknown = { alg: 'HS256', typ: 'JWT' }, signature = 'c2ln') =>
  `${segment(header)}.${segment(claims)}.${signature}`;

describe('jwtExpiry', () => {
  it('reads exp of the example of RFC 7519, section 3.1', () => {
    const example =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9' +
      '.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ' +
      '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(jwtExpiry(example)).toBe(1_300_819_380_000);
  });

  it.each([
    ['one without a signature', token({ exp: 2_000_000_000 }, { alg: 'none' }, ''), 2_000_000_000_000],
    ['a fraction of a second, rounded down', token({ exp: 2_000_000_000.9994 }), 2_000_000_000_999],
    ['an instant after 2038', token({ exp: 2 ** 31 }), 2 ** 31 * 1000],
    ['an instant in the past', token({ exp: 1 }), 1000],
    ['claims beyond ASCII', token({ exp: 2_000_000_000, name: 'Zoë 🔑' }), 2_000_000_000_000],
    ['the last of two exp', `${segment({ alg: 'x' })}.${segment('{"exp":1,"exp":2}')}.x`, 2000],
  ])('reads %s', (_what, text, expiresAt) => {
    expect(jwtExpiry(text)).toBe(expiresAt);
  });

  it.each([
    ['nothing', ''],
    ['another secret', 'sk_live_0123456789'],
    ['two segments', 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9'],
    ['four segments', `${token({ exp: 1 })}.x`],
    ['five segments (encrypted)', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d'],
    ['a line feed at the end', `${token({ exp: 1 })}\n`],
    ['padding', `${token({ exp: 1 })}=`],
    ['standard base64', token({ exp: 1 }).replace('eyJ', '+/J')],
    ['no algorithm', token({ exp: 1 }, {})],
    ['an algorithm that is no string', token({ exp: 1 }, { alg: 1 })],
    ['a header that is no object', token({ exp: 1 }, '[]')],
    ['a header that is null', token({ exp: 1 }, 'null')],
    ['claims that are null', token('null')],
    ['claims that are no JSON', token('{exp:1}')],
    [
      'claims that are not UTF-8',
      `${segment({ alg: 'x' })}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.x`,
    ],
    ['no exp', token({ iat: 1 })],
    ['exp in the prototype', token('{"__proto__":{"exp":1}}')],
    ['exp as a string', token({ exp: '2000000000' })],
    ['exp of zero', token({ exp: 0 })],
    ['a negative exp', token({ exp: -1 })],
    ['exp beyond the year 9999', token({ exp: 253_402_300_800 })],
    ['exp in milliseconds by mistake', token({ exp: 2_000_000_000_000 })],
    ['an infinite exp', token('{"exp":1e999}')],
    ['exp as null', token({ exp: null })],
  ])('answers null for %s', (_what, text) => {
    expect(jwtExpiry(text)).toBeNull();
  });

  it('answers a sensible instant or null, whatever it reads, and throws never', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.json(), fc.json()).map(([header, claims]) => `${segment(header)}.${segment(claims)}.x`),
      fc.record({ exp: fc.oneof(fc.double(), fc.integer(), fc.string()) }).map((claims) => token(claims)),
      fc.array(fc.string({ unit: fc.constantFrom('e', 'y', 'J', '-', '_', '0') })).map((pieces) => pieces.join('.')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const expiresAt = jwtExpiry(text);
        if (expiresAt === null) return;
        expect(Number.isSafeInteger(expiresAt)).toBe(true);
        expect(expiresAt).toBeGreaterThanOrEqual(0);
        expect(expiresAt).toBeLessThanOrEqual(Date.UTC(9999, 11, 31));
      }),
    );
  });

  it('is linear in the size of what it reads', () => {
    expect(jwtExpiry(`${'eyJ'.repeat(1_000_000)}.${'a'.repeat(1_000_000)}`)).toBeNull();
    expect(jwtExpiry('.'.repeat(1_000_000))).toBeNull();
    expect(jwtExpiry(token(`${'['.repeat(100_000)}`))).toBeNull();
  });
});
