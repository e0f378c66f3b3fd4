/**
 * A keychain protector without a keychain: the real one's wraps, bodies and codes over items in memory or in a JSON file,
 * and a PIN derivation that costs nothing. For tests of everything that only needs some slot.
 */
import type { KeychainBody } from '../../electron/protectors/keychain.ts';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import type { Availability, Credentials, Side, SlotPlace, VaultKeys } from '../../electron/vault/ports.ts';
import { type ErrorCode, KeybearerError } from '../../shared/errors.ts';
import { FakeKeychain } from './fake-keychain.ts';

export const cheapScryptCost = { N: 2, r: 1, p: 1 };

export class FakeProtector extends KeychainProtector {
  readonly items: FakeKeychain;
  #refusal: ErrorCode | undefined;

  /** @param itemsFile Shares the items with other processes, as long as no two write at the same moment. */
  constructor(itemsFile?: string) {
    const items = new FakeKeychain(itemsFile);
    // On a Mac no Secret Service is asked first.
    super({ platform: 'darwin', env: {}, scryptCost: cheapScryptCost, loadKeytar: async () => items });
    this.items = items;
  }

  /** Refuses every use from now on, as with 'keychain-unavailable' or 'keychain-locked'; with undefined serves again. */
  refuseWith(code: ErrorCode | undefined): void {
    this.#refusal = code;
  }

  override async availability(): Promise<Availability> {
    return this.#refusal === undefined ? super.availability() : { available: false, code: this.#refusal, details: {} };
  }

  override async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials): Promise<KeychainBody> {
    this.#check();
    return super.protect(place, keys, credentials);
  }

  override async unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>> {
    this.#check();
    return super.unprotect(place, body, sides, credentials);
  }

  override async discard(place: Pick<SlotPlace, 'vaultId' | 'slotId'>): Promise<void> {
    this.#check();
    await super.discard(place);
  }

  #check(): void {
    if (this.#refusal !== undefined) throw new KeybearerError(this.#refusal);
  }
}
