/**
 * Sealing: how every record, secret, event and head is encrypted. Nothing in the vault file that is not an id, a revision
 * or a name tag is in clear; all of it passes here.
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import { encodePlace, formatVersion, type Place } from './place.ts';

const nonceBytes = 12;
const sealTagBytes = 16;
const lengthBytes = 4;
const paddingBytes = 64;
const overheadBytes = 1 + nonceBytes + sealTagBytes;

/**
 * Seals bytes so that only this subkey opens them, and only in this place.
 *
 * @param plain Any length; the sealed form tells it only to within 64 bytes. The caller wipes it.
 * @returns version (1 byte), nonce (12), ciphertext (a multiple of 64), tag (16), concatenated.
 * @see NIST SP 800-38D, section 8.2.2 (random nonces: far fewer than 2^32 seals under one subkey)
 */
export function seal(subkey: KeyObject, place: Place, plain: Buffer): Buffer {
  const padded = pad(plain);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', subkey, nonce, { authTagLength: sealTagBytes });
  cipher.setAAD(encodePlace(place));
  const ciphertext = cipher.update(padded);
  cipher.final();
  padded.fill(0);
  return Buffer.concat([Buffer.of(formatVersion), nonce, ciphertext, cipher.getAuthTag()]);
}

/**
 * Opens what `seal` made.
 *
 * @returns the plain bytes, in memory of their own: the caller wipes them.
 * @throws KeybearerError 'record-corrupt' when it was altered, moved, replayed from another revision or generation,
 *   sealed under another key, or has an unknown version byte.
 */
export function open(subkey: KeyObject, place: Place, sealed: Buffer): Buffer {
  return openAt(subkey, encodePlace(place), sealed);
}

/** The same for a place that is encoded already. */
export function openAt(subkey: KeyObject, place: Buffer, sealed: Buffer): Buffer {
  // Newer formats have a higher user_version, which is looked at first: another version byte in here is damage.
  if (sealed.length < overheadBytes || sealed[0] !== formatVersion) throw new KeybearerError('record-corrupt');
  const tagAt = sealed.length - sealTagBytes;
  const decipher = createDecipheriv('aes-256-gcm', subkey, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: sealTagBytes,
  });
  decipher.setAAD(place);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const padded = decipher.update(sealed.subarray(1 + nonceBytes, tagAt));
  try {
    decipher.final();
  } catch (cause) {
    padded.fill(0);
    throw new KeybearerError('record-corrupt', {}, cause);
  }
  return unpad(padded);
}

function pad(plain: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((lengthBytes + plain.length) / paddingBytes) * paddingBytes);
  padded.writeUInt32BE(plain.length);
  plain.copy(padded, lengthBytes);
  return padded;
}

function unpad(padded: Buffer): Buffer {
  const plainBytes = padded.length < lengthBytes ? Number.POSITIVE_INFINITY : padded.readUInt32BE();
  if (plainBytes > padded.length - lengthBytes) throw new KeybearerError('record-corrupt');
  return padded.subarray(lengthBytes, lengthBytes + plainBytes);
}
