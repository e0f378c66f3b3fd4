/**
 * The keychain protector: the keys are wrapped under 32 random bytes that the operating system keeps (macOS Keychain,
 * Windows Credential Manager, the Secret Service). With a PIN the secret side is wrapped twice: an altered item fails
 * outside, a wrong PIN inside, and the index side needs no PIN.
 */
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { isKeybearerError } from '../../shared/errors.ts';
import type { Availability, Credentials, Protector, Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { keyWrapsShape, unwrapKeys, wipeKeys, wrapKeys } from './key-wraps.ts';
import { type KeychainOptions, OsKeychain } from './os-keychain.ts';
import { unwrapUnderPin, wrapUnderPin } from './pin-layer.ts';
import { defaultScryptCost, deriveFromTyped, newStoredScrypt, type ScryptCost, storedScryptSchema } from './scrypt.ts';
import { parseBody } from './slot-body.ts';
import { neededPin, typedPin } from './typed-pin.ts';

/** `pin`: how the PIN of the inner layer is derived, or null for a slot without one. */
const bodySchema = z.strictObject({ ...keyWrapsShape, pin: z.nullable(storedScryptSchema) });

export type KeychainBody = z.infer<typeof bodySchema>;

const itemBytes = 32;

export class KeychainProtector implements Protector {
  readonly kind = 'keychain';
  readonly #keychain: OsKeychain;
  readonly #cost: ScryptCost;

  /** @param options.scryptCost For the PINs of new slots; a stored slot keeps its own. */
  constructor(options: KeychainOptions & { readonly scryptCost?: ScryptCost | undefined }) {
    this.#keychain = new OsKeychain(options);
    this.#cost = options.scryptCost ?? defaultScryptCost;
  }

  /** Shows no prompt: a locked collection is told as 'keychain-locked', although `protect` would ask to unlock it. */
  async availability(): Promise<Availability> {
    try {
      await this.#keychain.inspect();
      return { available: true };
    } catch (caught) {
      if (isKeybearerError(caught)) return { available: false, code: caught.code, details: caught.details };
      throw caught;
    }
  }

  /**
   * Stores a new item, last of all: a failure before leaves nothing behind, and one while storing is undone.
   *
   * @throws KeybearerError as OsKeychain does.
   */
  async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials): Promise<KeychainBody> {
    const given = typedPin(credentials);
    const pin = given === undefined ? null : newStoredScrypt(this.#cost);
    const root = randomBytes(itemBytes);
    try {
      const inner = given && pin ? await wrapUnderPin(given, pin, place, keys.secret) : keys.secret;
      const wraps = wrapKeys(root, place, { index: keys.index, secret: inner });
      await this.#keychain.store(place, root);
      return { ...wraps, pin };
    } finally {
      root.fill(0);
    }
  }

  /** @throws KeybearerError 'slot-damaged', 'pin-needed', 'kdf-out-of-bounds', 'wrong-pin', and as OsKeychain does. */
  async unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>> {
    const slot = parseBody(bodySchema, body);
    const pin = sides.includes('secret') ? slot.pin : null;
    const pinRoot = pin === null ? undefined : await deriveFromTyped(neededPin(credentials), pin);
    const root = await this.#keychain.read(place).catch((caught) => {
      pinRoot?.fill(0);
      throw caught;
    });
    try {
      const opened = unwrapKeys(root, place, slot, sides, 'keychain-item-altered');
      return pinRoot === undefined ? opened : openInner(opened, pinRoot, place);
    } finally {
      root.fill(0);
      pinRoot?.fill(0);
    }
  }

  needsPin(body: unknown): boolean {
    const slot = bodySchema.safeParse(body);
    return slot.success && slot.data.pin !== null;
  }

  /** Deletes the slot's item. @throws KeybearerError as OsKeychain does. */
  discard(place: Pick<SlotPlace, 'vaultId' | 'slotId'>): Promise<void> {
    return this.#keychain.remove(place);
  }
}

/** Replaces the inner wrap by the secret key in it. @throws KeybearerError 'wrong-pin'. */
function openInner(opened: Partial<VaultKeys>, pinRoot: Buffer, place: SlotPlace): Partial<VaultKeys> {
  if (opened.secret === undefined) return opened;
  try {
    return { ...opened, secret: unwrapUnderPin(pinRoot, place, opened.secret) };
  } catch (caught) {
    wipeKeys(opened);
    throw caught;
  }
}
