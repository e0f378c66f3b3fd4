import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptFirst, encryptFirst } from '../../../electron/tpm2/parameter-cipher.ts';
import { sized } from '../../../electron/tpm2/wire.ts';
import { tpm2Failure } from '../../support/failure.ts';

const run = (from: number, bytes = 32) => Buffer.from(Array.from({ length: bytes }, (_, at) => from + at));
const sessionValue = run(0x00);
const nonces = { newer: run(0x80), older: run(0x40) };

describe('AES-128-CFB', () => {
  it('is CFB with segments of 128 bits (NIST SP 800-38A, F.3.14)', () => {
    const key = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex');
    const decipher = createDecipheriv('aes-128-cfb', key, run(0x00, 16));
    const cipherText = '3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b';
    const plain = '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51';
    expect(decipher.update(cipherText, 'hex', 'hex')).toBe(plain);
  });
});

describe('encryptFirst', () => {
  it('hides the first parameter alone, under the key and IV that KDFa gives', () => {
    // Of the known answer for "CFB" in kdf.test.ts, encrypted by OpenSSL: openssl enc -aes-128-cfb -K ... -iv ...
    const parameters = Buffer.concat([sized(Buffer.from('the bytes that are to be sealed')), Buffer.from('next')]);
    const hidden = encryptFirst(sessionValue, nonces, parameters);
    expect(hidden.toString('hex')).toBe(
      `001f${'e8338e37acc29bf47cc39ea6fd9b665099d9768140edb8eaeb982ab3bf698e'}${Buffer.from('next').toString('hex')}`,
    );
  });

  it('is undone by decryptFirst, for any lengths', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, (first, rest) => {
        const parameters = Buffer.concat([sized(first), rest]);
        const hidden = encryptFirst(sessionValue, nonces, parameters);
        expect(hidden.length).toBe(parameters.length);
        if (first.length > 3) expect(hidden.includes(first)).toBe(false);
        expect(decryptFirst(sessionValue, nonces, hidden)).toEqual(parameters);
      }),
    );
  });

  it('refuses a first parameter that is cut', () => {
    for (const cut of [Buffer.alloc(0), Buffer.alloc(1), Buffer.of(0, 3, 1, 2)])
      expect(() => decryptFirst(sessionValue, nonces, cut)).toThrow(tpm2Failure('malformed-answer'));
  });
});
