/** A vault's two keys wrapped under one root: what passphrase, recovery and keychain slots have in common. */
import type * as z from 'zod/mini';
import { type ErrorCode, KeybearerError } from '../../shared/errors.ts';
import type { Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { openWrap, sealWrap, type WrapLayer } from '../vault/wrap.ts';
import { wrapSchema } from './slot-body.ts';
import { withWrappingKey } from './wrapping-key.ts';

/** The two wraps of a slot's body, base64. */
export const keyWrapsShape = { index: wrapSchema, secret: wrapSchema };

export type KeyWraps = Record<Side, z.infer<typeof wrapSchema>>;

/** @param root 16 or 32 bytes. The caller still owns it, as it does the keys, and wipes them. */
export function wrapKeys(root: Buffer, place: SlotPlace, keys: VaultKeys): KeyWraps {
  return {
    index: wrap(root, place, 'index', 'outer', keys.index).toString('base64'),
    secret: wrap(root, place, 'secret', 'outer', keys.secret).toString('base64'),
  };
}

/**
 * Unwraps the sides that are asked for.
 *
 * @returns what was wrapped. The caller wipes it.
 * @throws KeybearerError `refused` when the root opens neither side; 'slot-damaged' when it opens one but not one that was
 *   asked for: then the root is right, and nobody should doubt a passphrase for a flipped bit.
 */
export function unwrapKeys(
  root: Buffer,
  place: SlotPlace,
  wraps: KeyWraps,
  sides: readonly Side[],
  refused: ErrorCode,
): Partial<VaultKeys> {
  const opened: Partial<VaultKeys> = {};
  try {
    for (const side of sides) opened[side] = unwrap(root, place, side, 'outer', Buffer.from(wraps[side], 'base64'));
    return opened;
  } catch (cause) {
    wipeKeys(opened);
    throw new KeybearerError(opensAnySide(root, place, wraps) ? 'slot-damaged' : refused, {}, cause);
  }
}

/** Wraps bytes for one side and layer. */
export function wrap(root: Buffer, place: SlotPlace, side: Side, layer: WrapLayer, bytes: Buffer): Buffer {
  return withWrappingKey(root, place, side, layer, (key) => sealWrap(key, place, side, layer, bytes));
}

/** @throws KeybearerError 'slot-damaged' when it does not open. */
export function unwrap(root: Buffer, place: SlotPlace, side: Side, layer: WrapLayer, wrapped: Buffer): Buffer {
  return withWrappingKey(root, place, side, layer, (key) => openWrap(key, place, side, layer, wrapped));
}

export function wipeKeys(keys: Partial<VaultKeys>): void {
  keys.index?.fill(0);
  keys.secret?.fill(0);
}

function opensAnySide(root: Buffer, place: SlotPlace, wraps: KeyWraps): boolean {
  return (['index', 'secret'] as const).some((side) => {
    try {
      unwrap(root, place, side, 'outer', Buffer.from(wraps[side], 'base64')).fill(0);
      return true;
    } catch {
      return false;
    }
  });
}
