import { hkdfSync } from 'node:crypto';
import type { Side } from '../vault/ports.ts';

const wrappingKeyBytes = 32;

/**
 * Derives the key that wraps one side of one slot, lends it to `use`, and wipes it: two sides never share a key.
 *
 * @param root What the protector has: the output of scrypt, a recovery code, or the bytes of a keychain item.
 * @param slotId 16 bytes, the salt.
 * @see RFC 5869
 */
export function withWrappingKey<T>(root: Buffer, slotId: Buffer, side: Side, use: (wrappingKey: Buffer) => T): T {
  const wrappingKey = Buffer.from(hkdfSync('sha256', root, slotId, `keybearer/1/wrap/${side}`, wrappingKeyBytes));
  try {
    return use(wrappingKey);
  } finally {
    wrappingKey.fill(0);
  }
}
