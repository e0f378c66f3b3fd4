import { hkdfSync } from 'node:crypto';
import type { Side, SlotPlace } from '../vault/ports.ts';
import type { WrapLayer } from '../vault/wrap.ts';

const wrappingKeyBytes = 32;

/**
 * Derives the key that wraps one side of one slot in one layer, lends it to `use`, and wipes it: two sides or layers never share a key.
 *
 * @param root What the protector has: the output of scrypt, a recovery code, or the bytes of a keychain item.
 * @param place Its slot id is the salt, its kind part of the info.
 * @see RFC 5869
 */
export function withWrappingKey<T>(
  root: Buffer,
  place: SlotPlace,
  side: Side,
  layer: WrapLayer,
  use: (wrappingKey: Buffer) => T,
): T {
  const info = `keybearer/1/wrap/${place.kind}/${layer}/${side}`;
  const wrappingKey = Buffer.from(hkdfSync('sha256', root, place.slotId, info, wrappingKeyBytes));
  try {
    return use(wrappingKey);
  } finally {
    wrappingKey.fill(0);
  }
}
