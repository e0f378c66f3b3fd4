/**
 * Wraps: a vault key encrypted under a slot's wrapping key. The place is bound, so a wrap opens in its own vault, slot,
 * generation, side and layer alone (docs/vault-format.md, "Slots").
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import { formatVersion } from './place.ts';
import type { Side, SlotKind, SlotPlace } from './ports.ts';

const nonceBytes = 12;
const tagBytes = 16;
const kindCodes: Record<SlotKind, number> = { keychain: 1, passphrase: 2, recovery: 3, tpm: 4 };
const sideCodes: Record<Side, number> = { index: 1, secret: 2 };
/** `pin` is the inner layer of a nested wrap. */
const layerCodes = { outer: 0, pin: 1 } as const;

export type WrapLayer = keyof typeof layerCodes;

/**
 * @param wrappingKey 32 bytes, used for this slot and side alone.
 * @returns version (1 byte), nonce (12), ciphertext (as long as `bytes`), tag (16).
 */
export function sealWrap(wrappingKey: Buffer, place: SlotPlace, side: Side, layer: WrapLayer, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce, { authTagLength: tagBytes });
  cipher.setAAD(encodeWrapPlace(place, side, layer));
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.of(formatVersion), nonce, ciphertext, cipher.getAuthTag()]);
}

/** @throws KeybearerError 'slot-damaged' when it does not open: the caller knows what that means for its slot. */
export function openWrap(wrappingKey: Buffer, place: SlotPlace, side: Side, layer: WrapLayer, wrapped: Buffer): Buffer {
  if (wrapped.length <= 1 + nonceBytes + tagBytes || wrapped[0] !== formatVersion)
    throw new KeybearerError('slot-damaged');
  const tagAt = wrapped.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(encodeWrapPlace(place, side, layer));
  decipher.setAuthTag(wrapped.subarray(tagAt));
  const bytes = decipher.update(wrapped.subarray(1 + nonceBytes, tagAt));
  try {
    decipher.final();
  } catch (cause) {
    bytes.fill(0);
    throw new KeybearerError('slot-damaged', {}, cause);
  }
  return bytes;
}

/** Version, vault id, generation (u32), slot id, kind, side, layer. */
function encodeWrapPlace(place: SlotPlace, side: Side, layer: WrapLayer): Buffer {
  const generation = Buffer.alloc(4);
  generation.writeUInt32BE(place.generation);
  const codes = Buffer.of(kindCodes[place.kind], sideCodes[side], layerCodes[layer]);
  return Buffer.concat([Buffer.of(formatVersion), place.vaultId, generation, place.slotId, codes]);
}
