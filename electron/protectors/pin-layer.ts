/** The inner wrap of a keychain slot's secret side: what makes a PIN necessary, and a wrong one an answer of its own. */
import { KeybearerError } from '../../shared/errors.ts';
import type { SlotPlace } from '../vault/ports.ts';
import { unwrap, wrap } from './key-wraps.ts';
import { deriveFromTyped, type StoredScrypt } from './scrypt.ts';

/**
 * @param pin UTF-8, NFKC-normalised; it and the secret key stay the caller's to wipe.
 * @returns what the outer layer wraps in place of the secret key.
 */
export async function wrapUnderPin(pin: Buffer, scrypt: StoredScrypt, place: SlotPlace, key: Buffer): Promise<Buffer> {
  const root = await deriveFromTyped(pin, scrypt);
  try {
    return wrap(root, place, 'secret', 'pin', key);
  } finally {
    root.fill(0);
  }
}

/**
 * @param root What scrypt made of the PIN. The caller wipes it.
 * @param wrapped What the outer layer held, so nobody else has altered it.
 * @throws KeybearerError 'wrong-pin'.
 */
export function unwrapUnderPin(root: Buffer, place: SlotPlace, wrapped: Buffer): Buffer {
  try {
    return unwrap(root, place, 'secret', 'pin', wrapped);
  } catch (cause) {
    throw new KeybearerError('wrong-pin', {}, cause);
  }
}
