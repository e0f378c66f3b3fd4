import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSecret,
  decodeSecret,
  encodeSecret,
  plainSecret,
  type Secret,
  wipeSecret,
} from '../../../electron/vault/secret.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const partNames = fc.stringMatching(/^[a-z][a-z0-9_]{0,63}$/);
const bytes = fc.uint8Array({ maxLength: 200 }).map((values) => Buffer.from(values));
const secrets: fc.Arbitrary<Secret> = fc
  .array(fc.record({ name: partNames, bytes }), { minLength: 1, maxLength: 8 })
  .map((parts) => parts);
const plain = (text: string | Buffer) => plainSecret(Buffer.from(text));
const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

describe('encodeSecret and decodeSecret', () => {
  it('are the identity', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(decodeSecret(encodeSecret(secret))).toEqual(secret);
      }),
    );
  });

  it('give each part memory of its own', () => {
    const encoded = encodeSecret([part('a', 'one'), part('b', 'two')]);
    const decoded = decodeSecret(encoded);
    encoded.fill(0);
    decoded[0]!.bytes.fill(0);
    expect(decoded[1]?.bytes.toString()).toBe('two');
  });
});

describe('decodeSecret', () => {
  const corrupt = failure('record-corrupt');

  it('refuses every cut and every byte more', () => {
    fc.assert(
      fc.property(secrets, fc.nat(), (secret, cut) => {
        const encoded = encodeSecret(secret);
        expect(() => decodeSecret(encoded.subarray(0, cut % encoded.length))).toThrow(corrupt);
        expect(() => decodeSecret(Buffer.concat([encoded, Buffer.alloc(1 + (cut % 5))]))).toThrow(corrupt);
      }),
    );
  });

  it('answers parts or refuses, whatever it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (any) => {
        try {
          const decoded = decodeSecret(Buffer.from(any));
          expect(encodeSecret(decoded).length).toBeLessThanOrEqual(any.length + 2 * decoded.length);
        } catch (caught) {
          expect(caught).toEqual(corrupt);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a length beyond the end at once', () => {
    expect(() => decodeSecret(Buffer.from('010161ffffffff', 'hex'))).toThrow(corrupt);
    expect(() => decodeSecret(Buffer.from('ff', 'hex'))).toThrow(corrupt);
    expect(() => decodeSecret(Buffer.alloc(0))).toThrow(corrupt);
  });
});

describe('checkSecret', () => {
  it.each([
    ['1 byte', plain('x')],
    ['2,560 bytes', plain('x'.repeat(2560))],
    ['2,561 bytes', plain('x'.repeat(2561))],
    ['64 KiB', plain('x'.repeat(limits.secretMaxBytes))],
    ['CR and LF', plain('-----BEGIN PRIVATE KEY-----\r\nAAAA\r\n-----END PRIVATE KEY-----\r\n')],
    ['characters beyond ASCII', plain('ünïcødé 🔑')],
    ['a BOM', plain('\ufeffx')],
    ['eight parts', Array.from({ length: 8 }, (_, at) => part(`p${at}`, 'x'))],
    ['a part with the name of a member of every object', [part('constructor', 'x')]],
    ['64 KiB over two parts', [part('a', 'x'.repeat(65_535)), part('b', 'x')]],
  ])('takes %s', (_what, secret) => {
    expect(() => checkSecret(secret)).not.toThrow();
  });

  it.each<[string, Secret, string, string | null]>([
    ['nothing', plain(''), 'empty', null],
    ['64 KiB and a byte', plain('x'.repeat(limits.secretMaxBytes + 1)), 'too-long', null],
    ['1 MiB', plain('x'.repeat(2 ** 20)), 'too-long', null],
    ['a NUL', plain('a\0b'), 'nul', null],
    ['a NUL alone', plain('\0'), 'nul', null],
    ['UTF-16', plain(Buffer.from('ab', 'utf16le')), 'nul', null],
    ['bytes that are not UTF-8', plain(Buffer.from([0xc3, 0x28])), 'not-utf8', null],
    ['half of a surrogate pair', plain(Buffer.from([0xed, 0xa0, 0x80])), 'not-utf8', null],
    ['an overlong form', plain(Buffer.from([0xc0, 0xaf])), 'not-utf8', null],
    ['no part', [], 'parts', null],
    ['nine parts', Array.from({ length: 9 }, (_, at) => part(`p${at}`, 'x')), 'parts', null],
    ['a part twice', [part('a', 'x'), part('a', 'y')], 'part-twice', null],
    ['an upper-case part', [part('A', 'x')], 'part-name', null],
    ['a part named __proto__', [part('__proto__', 'x')], 'part-name', null],
    ['an empty part', [part('a', 'x'), part('b', '')], 'empty', 'b'],
    ['64 KiB and a byte over two parts', [part('a', 'x'.repeat(65_535)), part('b', 'xy')], 'too-long', null],
    ['a NUL in the second part', [part('a', 'x'), part('b', '\0')], 'nul', 'b'],
  ])('refuses %s', (_what, secret, reason, which) => {
    expect(() => checkSecret(secret)).toThrow(failure('secret-unfit', { reason, part: which, max: 65_536 }));
  });

  it('never says anything of the secret in its error', () => {
    const secret = plain(`sentinel-${'x'.repeat(70_000)}`);
    try {
      checkSecret(secret);
      expect.unreachable();
    } catch (caught) {
      expect(JSON.stringify(caught)).not.toContain('sentinel');
      expect(String((caught as Error).stack)).not.toContain('sentinel');
    }
  });
});

describe('wipeSecret', () => {
  it('leaves zeros in every part (K9)', () => {
    const secret = [
      { name: 'a', bytes: randomBytes(40) },
      { name: 'b', bytes: randomBytes(3) },
    ];
    wipeSecret(secret);
    expect(secret.every((each) => each.bytes.every((byte) => byte === 0))).toBe(true);
  });
});
