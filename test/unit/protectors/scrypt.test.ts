import { describe, expect, it } from 'vitest';
import {
  defaultScryptCost,
  deriveFromTyped,
  newStoredScrypt,
  storedScryptSchema,
} from '../../../electron/protectors/scrypt.ts';

const typed = Buffer.from('pleaseletmein');
const salt = Buffer.from('SodiumChlorideSo').toString('base64');
const outOfBounds = expect.objectContaining({ code: 'kdf-out-of-bounds' });

describe('deriveFromTyped', () => {
  it('computes what OpenSSL computes', async () => {
    // openssl kdf -keylen 32 -kdfopt pass:pleaseletmein -kdfopt salt:SodiumChlorideSo -kdfopt n:1024 -kdfopt r:8 -kdfopt p:1 SCRYPT
    const root = await deriveFromTyped(typed, { salt, N: 1024, r: 8, p: 1 });
    expect(root.toString('hex')).toBe('678e381a2d191a2a9ccec2203de7d5461f47152d1c425e59640625609e6eb4f3');
  });

  it('computes the default cost, which asks for 128 MiB', async () => {
    expect(await deriveFromTyped(typed, newStoredScrypt(defaultScryptCost))).toHaveLength(32);
  });

  it.each([
    ['64 GiB', { N: 2 ** 26, r: 8, p: 1 }],
    ['64 GiB by its block size', { N: 2, r: 2 ** 28, p: 1 }],
    ['64 GiB by its passes', { N: 2, r: 1, p: 2 ** 29 }],
    ['just over 256 MiB', { N: 2 ** 18, r: 8, p: 1 }],
    ['hours by its passes', { N: 2 ** 17, r: 8, p: 2 ** 10 }],
    ['an N that is no power of two', { N: 1000, r: 8, p: 1 }],
    ['an N of one', { N: 1, r: 8, p: 1 }],
    ['the largest numbers', { N: Number.MAX_SAFE_INTEGER, r: Number.MAX_SAFE_INTEGER, p: Number.MAX_SAFE_INTEGER }],
    ['a power of two beyond 32 bits', { N: 2 ** 52, r: 1, p: 1 }],
  ])('refuses %s at once, and allocates nothing for it (K5)', async (_, cost) => {
    const before = process.memoryUsage().rss;
    await expect(deriveFromTyped(typed, { salt, ...cost })).rejects.toEqual(outOfBounds);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });
});

describe('newStoredScrypt', () => {
  it('takes another salt of 16 bytes every time', () => {
    const salts = Array.from({ length: 100 }, () => newStoredScrypt(defaultScryptCost).salt);
    expect(new Set(salts).size).toBe(100);
    for (const each of salts) expect(Buffer.from(each, 'base64')).toHaveLength(16);
  });
});

describe('storedScryptSchema', () => {
  const stored = { salt, N: 1024, r: 8, p: 1 };

  it('takes what newStoredScrypt makes, as JSON', () => {
    const made = newStoredScrypt(defaultScryptCost);
    expect(storedScryptSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  it.each([
    ['a salt of 15 bytes', { ...stored, salt: Buffer.alloc(15).toString('base64') }],
    ['a salt of 17 bytes', { ...stored, salt: Buffer.alloc(17).toString('base64') }],
    ['a salt in another spelling', { ...stored, salt: salt.replace(/=+$/, '') }],
    ['a fraction', { ...stored, N: 1024.5 }],
    ['zero', { ...stored, r: 0 }],
    ['a negative number', { ...stored, p: -1 }],
    ['a number beyond 2^53', { ...stored, N: 2 ** 60 }],
    ['a number as text', { ...stored, N: '1024' }],
    ['a field more', { ...stored, maxmem: 2 ** 40 }],
    ['a field less', { salt, N: 1024, r: 8 }],
  ])('refuses %s', (_, other) => {
    expect(storedScryptSchema.safeParse(other).success).toBe(false);
  });
});
