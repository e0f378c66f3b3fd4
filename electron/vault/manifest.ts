/**
 * Manifest: the number of rows of a side and a keyed sum over them, which notices a row that was replayed, dropped or
 * added, at constant cost per change.
 *
 * @see Clarke et al., "Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking",
 *   ASIACRYPT 2003 (MSet-Add-Hash)
 */
import { createHmac, type KeyObject } from 'node:crypto';
import { encodePlace, type Place, placeBytes } from './place.ts';

export interface Manifest {
  readonly rows: number;
  /** 0 <= sum < 2^256. */
  readonly sum: bigint;
}

export const emptyManifest: Manifest = { rows: 0, sum: 0n };

const modulus = 1n << 256n;

/** What one row adds to the sum: HMAC-SHA-256 over its place without the context, then its whole sealed bytes. */
export function rowTerm(subkey: KeyObject, place: Place, sealed: Buffer): bigint {
  return rowTermAt(subkey, encodePlace(place), sealed);
}

/** The same for a place that is encoded already. */
export function rowTermAt(subkey: KeyObject, place: Buffer, sealed: Buffer): bigint {
  const hmac = createHmac('sha256', subkey);
  hmac.update(place.subarray(0, placeBytes));
  hmac.update(sealed);
  return BigInt(`0x${hmac.digest('hex')}`);
}

export function withRow(manifest: Manifest, term: bigint): Manifest {
  return { rows: manifest.rows + 1, sum: (manifest.sum + term) % modulus };
}

export function withoutRow(manifest: Manifest, term: bigint): Manifest {
  return { rows: manifest.rows - 1, sum: (manifest.sum - term + modulus) % modulus };
}

export function sameManifest(one: Manifest, other: Manifest): boolean {
  return one.rows === other.rows && one.sum === other.sum;
}
