/** The two key derivations of TPM 2.0, with SHA-256. */
import { createHash, createHmac } from 'node:crypto';
import { digestBytes } from './constants.ts';
import { u32 } from './wire.ts';

/**
 * KDFa: counter mode of SP 800-108, HMAC as its function.
 *
 * @param label Without its NUL, which is added here.
 * @returns `bits / 8` bytes; the caller wipes them.
 * @see Part 1, 11.4.10.2; NIST SP 800-108, 5.1
 */
export function kdfA(key: Buffer, label: string, contextU: Buffer, contextV: Buffer, bits: number): Buffer {
  const fixed = Buffer.concat([Buffer.from(`${label}\0`), contextU, contextV, u32(bits)]);
  return inBlocks(bits, (counter) => createHmac('sha256', key).update(u32(counter)).update(fixed).digest());
}

/**
 * KDFe: the concatenation of SP 800-56A, for what two sides agreed on by ECDH.
 *
 * @param z The x coordinate of the shared point, as long as the curve's field.
 * @param partyU The x coordinate of the ephemeral public key; `partyV` that of the TPM's.
 * @see Part 1, 11.4.10.3; NIST SP 800-56A, 5.8.1
 */
export function kdfE(z: Buffer, label: string, partyU: Buffer, partyV: Buffer, bits: number): Buffer {
  const fixed = Buffer.concat([Buffer.from(`${label}\0`), partyU, partyV]);
  return inBlocks(bits, (counter) => createHash('sha256').update(u32(counter)).update(z).update(fixed).digest());
}

/** Whole bytes only: every use here asks for those. */
function inBlocks(bits: number, block: (counter: number) => Buffer): Buffer {
  const count = Math.ceil(bits / 8 / digestBytes);
  const blocks = Array.from({ length: count }, (_, at) => block(at + 1));
  const all = Buffer.concat(blocks);
  for (const used of blocks) used.fill(0);
  return all.subarray(0, bits / 8);
}
