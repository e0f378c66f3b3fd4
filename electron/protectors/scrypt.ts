/**
 * scrypt, for what people type: passphrases and PINs. Its cost is stored beside the salt in the vault file, so it is read
 * from something that may have been altered: bounded before a byte is allocated.
 */
import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import { base64Of } from './slot-body.ts';

const runScrypt = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

const saltBytes = 16;
const outputBytes = 32;
const maxMemoryBytes = 2 ** 28;
/** Eight times the work of the default cost: some seconds on a slow machine. */
const maxWork = 2 ** 23;

/** N: work and memory, a power of two. r: block size. p: passes, one after the other. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and about half a second. @see OWASP Password Storage Cheat Sheet, "scrypt" */
export const defaultScryptCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

const factor = z.int().check(z.positive());

/** What a slot's body keeps of a derivation. Says nothing about bounds: `deriveFromTyped` does, with a code of its own. */
export const storedScryptSchema = z.strictObject({ salt: base64Of(saltBytes), N: factor, r: factor, p: factor });

export type StoredScrypt = z.infer<typeof storedScryptSchema>;

/** Parameters for a new slot, with a salt of its own. */
export function newStoredScrypt(cost: ScryptCost): StoredScrypt {
  return { salt: randomBytes(saltBytes).toString('base64'), N: cost.N, r: cost.r, p: cost.p };
}

/**
 * @param typed UTF-8, NFKC-normalised; the caller still owns it and wipes it.
 * @returns 32 bytes. The caller wipes them.
 * @throws KeybearerError 'kdf-out-of-bounds', at once, when the stored cost asks for more than 256 MiB, for more than
 *   eight times the default work, or for what scrypt does not allow.
 * @see RFC 7914, section 2
 */
export async function deriveFromTyped(typed: Buffer, stored: StoredScrypt): Promise<Buffer> {
  refuseOutOfBounds(stored);
  const { salt, N, r, p } = stored;
  return runScrypt(typed, Buffer.from(salt, 'base64'), outputBytes, { N, r, p, maxmem: maxMemoryBytes });
}

function refuseOutOfBounds({ N, r, p }: ScryptCost): void {
  // What OpenSSL and BoringSSL count: the table, its two working blocks, and one block per pass.
  const memoryBytes = 128 * r * (N + 2 + p);
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  if (!isPowerOfTwo || memoryBytes > maxMemoryBytes || N * r * p > maxWork)
    throw new KeybearerError('kdf-out-of-bounds', { N, r, p, maxMemoryBytes });
}
