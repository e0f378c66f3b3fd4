/**
 * The audit chain: each event's row is hashed together with all before it, so that an event which was deleted, edited or
 * put in between is noticed by whoever knows the last link.
 */
import { createHmac, type KeyObject } from 'node:crypto';

export interface ChainLink {
  /** The number of the last event, 0 before the first. */
  readonly seq: number;
  /** 32 bytes. */
  readonly hash: Buffer;
}

export const chainStart: ChainLink = { seq: 0, hash: Buffer.alloc(32) };

/**
 * Adds an event: HMAC-SHA-256 over the last hash, the event's number (u64, big-endian) and its whole sealed row. The row
 * and not its GCM tag alone: for one who has the index key, two rows of one tag are easy to make.
 */
export function nextLink(subkey: KeyObject, last: ChainLink, sealed: Buffer): ChainLink {
  const seq = last.seq + 1;
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(seq));
  return { seq, hash: createHmac('sha256', subkey).update(last.hash).update(number).update(sealed).digest() };
}

export function sameLink(one: ChainLink, other: ChainLink): boolean {
  return one.seq === other.seq && one.hash.equals(other.hash);
}
