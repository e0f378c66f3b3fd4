/**
 * Known answers. The specification publishes none; these are OpenSSL's (3.0), whose KBKDF and SSKDF are the same functions:
 *
 *   openssl kdf -keylen 32 -kdfopt mode:counter -kdfopt mac:HMAC -kdfopt digest:SHA256 -kdfopt hexkey:KEY
 *     -kdfopt salt:LABEL -kdfopt hexinfo:UV KBKDF
 *   openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:Z -kdfopt hexinfo:LABEL00UV SSKDF
 */
import { describe, expect, it } from 'vitest';
import { kdfA, kdfE } from '../../../electron/tpm2/kdf.ts';

const run = (from: number, bytes = 32) => Buffer.from(Array.from({ length: bytes }, (_, at) => from + at));
const key = run(0x00);
const nonceTpm = run(0x40);
const nonceCaller = run(0x80);

describe('kdfA', () => {
  it.each([
    ['ATH', nonceTpm, nonceCaller, '4cfbf4144b94620cadfb0b65f86d9772cd5c3fd3adb70f6cdf5ac455e51b0485'],
    ['CFB', nonceCaller, nonceTpm, 'a0c382ea2b6bafcac5be3f3a595c032d1f64185dc1502a055a9f79aecdf5d770'],
    [
      'STORAGE',
      nonceCaller,
      Buffer.alloc(0),
      'cba81a808f34c7f964d02bc359fd944f841a2d13d9418bfa5016b1b00794ce1dd38d3dd4d5e42f2bc31ebbe99c233254',
    ],
  ])('is the counter mode of SP 800-108 for %s', (label, u, v, expected) => {
    expect(kdfA(key, label, u, v, expected.length * 4).toString('hex')).toBe(expected);
  });
});

describe('kdfE', () => {
  it.each([
    '8fd4a6b22128da55bcda0ab360e35dd724a285e21557f2fcd92a62d418c0210c',
    '8fd4a6b22128da55bcda0ab360e35dd724a285e21557f2fcd92a62d418c0210c0afb394e07e7b848abaa87c297254f0c',
  ])('is the concatenation of SP 800-56A, for any length', (expected) => {
    expect(kdfE(key, 'SECRET', nonceTpm, nonceCaller, expected.length * 4).toString('hex')).toBe(expected);
  });
});
