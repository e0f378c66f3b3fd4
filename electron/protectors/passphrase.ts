/** The passphrase protector: the keys are wrapped under scrypt of what the user types. Nothing else holds it. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import type { Availability, Credentials, Protector, Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { keyWrapsShape, unwrapKeys, wrapKeys } from './key-wraps.ts';
import { defaultScryptCost, deriveFromTyped, newStoredScrypt, type ScryptCost, storedScryptSchema } from './scrypt.ts';
import { parseBody } from './slot-body.ts';

const bodySchema = z.strictObject({ ...keyWrapsShape, scrypt: storedScryptSchema });

export type PassphraseBody = z.infer<typeof bodySchema>;

export class PassphraseProtector implements Protector {
  readonly kind = 'passphrase';
  readonly #cost: ScryptCost;

  /** @param options.scryptCost For new slots; a stored slot keeps its own. */
  constructor(options: { readonly scryptCost?: ScryptCost } = {}) {
    this.#cost = options.scryptCost ?? defaultScryptCost;
  }

  async availability(): Promise<Availability> {
    return { available: true };
  }

  /** @throws KeybearerError 'passphrase-needed'. */
  async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials): Promise<PassphraseBody> {
    const scrypt = newStoredScrypt(this.#cost);
    const root = await deriveFromTyped(typedPassphrase(credentials), scrypt);
    try {
      return { ...wrapKeys(root, place, keys), scrypt };
    } finally {
      root.fill(0);
    }
  }

  /** @throws KeybearerError 'slot-damaged', 'passphrase-needed', 'kdf-out-of-bounds', 'wrong-passphrase'. */
  async unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>> {
    const slot = parseBody(bodySchema, body);
    const root = await deriveFromTyped(typedPassphrase(credentials), slot.scrypt);
    try {
      return unwrapKeys(root, place, slot, sides, 'wrong-passphrase');
    } finally {
      root.fill(0);
    }
  }

  needsPin(): boolean {
    return false;
  }

  async discard(): Promise<void> {}
}

function typedPassphrase({ passphrase }: Credentials): Buffer {
  if (passphrase === undefined || passphrase.length === 0) throw new KeybearerError('passphrase-needed');
  return passphrase;
}
