/** Subkeys: one key, one purpose. Every use of a vault key goes through a label here (docs/vault-format.md, "Subkeys"). */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const prefix = 'keybearer/1/';

/** What a subkey of the index key is for. */
export const indexPurposes = {
  record: 'index/record',
  nameTag: 'index/name-tag',
  manifest: 'index/manifest',
  head: 'index/head',
  event: 'index/event',
  chain: 'index/chain',
} as const;

/** What a subkey of the secret key is for. `secret` and `details` take the ApiKey's id besides. */
export const secretPurposes = {
  secret: 'secret/secret',
  details: 'secret/details',
  manifest: 'secret/manifest',
  head: 'secret/head',
} as const;

/**
 * Derives a subkey.
 *
 * @param vaultKey 32 bytes.
 * @param vaultId 16 bytes, the salt.
 * @param purpose One of the labels above; the info is "keybearer/1/", the label and, if given, "/" and the id.
 * @param id 16 bytes, of the ApiKey whose rows alone this subkey seals.
 * @returns 32 bytes as a KeyObject, which is half as costly per use as a Buffer.
 * @see RFC 5869 (HKDF-SHA-256)
 */
export function deriveSubkey(vaultKey: Buffer, vaultId: Buffer, purpose: string, id?: Buffer): KeyObject {
  const label = Buffer.from(prefix + purpose);
  const info = id === undefined ? label : Buffer.concat([label, Buffer.from('/'), id]);
  const derived = Buffer.from(hkdfSync('sha256', vaultKey, vaultId, info, 32));
  try {
    return createSecretKey(derived);
  } finally {
    derived.fill(0);
  }
}
