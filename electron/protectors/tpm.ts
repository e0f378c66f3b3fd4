/**
 * The TPM protector: the keys are wrapped under random bytes that this machine's TPM gives back, with a PIN or without.
 * What speaks to the TPM is loaded when it is first needed: a vault without a TPM slot pays nothing for it.
 */
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { LockoutState, Tpm, TpmDescription, TpmOptions } from '../tpm2/index.ts';
import type { Availability, Credentials, GuessLimit, Protector, Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { parseBody } from './slot-body.ts';
import { type TpmBody, takesPin, tpmBodySchema } from './tpm-body.ts';
import { defaultTpmDevice, parseTpmDevice } from './tpm-device.ts';
import { neededPin, typedPin } from './typed-pin.ts';

export interface TpmProtectorOptions extends TpmOptions {
  /** The TPM to use, whatever a slot remembers. Else the slot's; for a new slot `/dev/tpmrm0`. */
  readonly device?: string | undefined;
  /** Where Linux tells which version the first TPM has. */
  readonly versionFile?: string | undefined;
  readonly platform?: NodeJS.Platform | undefined;
}

/** What `doctor` tells about a TPM. */
export interface TpmInspection extends TpmDescription {
  readonly device: string;
  readonly lockout: LockoutState & { readonly guesses: GuessLimit };
}

/**
 * Every method that speaks to the TPM throws KeybearerError 'tpm-not-found', 'tpm-permission', 'tpm-busy', 'tpm-too-old',
 * 'tpm-unavailable', 'tpm-failure-mode', 'tpm-answer-altered', 'tpm-owner-password', 'tpm-failed', 'invalid-input' for a device that is none.
 */
export class TpmProtector implements Protector {
  readonly kind = 'tpm';
  readonly #options: TpmProtectorOptions;

  constructor(options: TpmProtectorOptions = {}) {
    this.#options = options;
  }

  /** Yes, if something could be sealed right now, and lockout would not stop a PIN. */
  async availability(): Promise<Availability> {
    try {
      await this.#use(undefined, async (tpm) => {
        const { readLockout, withSealing } = await import('../tpm2/index.ts');
        await withSealing(tpm, undefined, async () => {});
        const lockout = await readLockout(tpm);
        const { guessesLeft } = await import('./tpm-lockout.ts');
        if (lockout.locked) throw new KeybearerError('tpm-lockout', { waitSeconds: guessesLeft(lockout).waitSeconds });
      });
      return { available: true };
    } catch (caught) {
      if (isKeybearerError(caught)) return { available: false, code: caught.code, details: caught.details };
      throw caught;
    }
  }

  /** @throws KeybearerError 'tpm-lockout', where there is a PIN, and as above. */
  async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials, replaced?: unknown): Promise<TpmBody> {
    const device = this.#deviceOf(replaced);
    const { makeTpmSlot } = await import('./tpm-slot.ts');
    const made = await this.#use(replaced, (tpm) => makeTpmSlot(tpm, place, keys, typedPin(credentials)));
    return { ...made, device };
  }

  /**
   * @throws KeybearerError 'slot-damaged', 'pin-needed', 'wrong-pin', 'tpm-lockout', 'tpm-cleared', 'tpm-replaced',
   *   'tpm-changed', and as above.
   */
  async unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>> {
    const slot = parseBody(tpmBodySchema, body);
    const pin = sides.includes('secret') && takesPin(slot) ? neededPin(credentials) : undefined;
    const { openTpmSlot } = await import('./tpm-slot.ts');
    return this.#use(slot, (tpm) => openTpmSlot(tpm, place, slot, sides, pin));
  }

  needsPin(body: unknown): boolean {
    const slot = tpmBodySchema.safeParse(body);
    return slot.success && takesPin(slot.data);
  }

  async guessLimit(body: unknown): Promise<GuessLimit> {
    return (await this.inspect(body)).lockout.guesses;
  }

  /** @param body Of the slot whose TPM to look at; else the one that new slots would get. */
  inspect(body?: unknown): Promise<TpmInspection> {
    return this.#use(body, async (tpm) => {
      const [{ describeTpm, readLockout }, { guessesLeft }] = await Promise.all([
        import('../tpm2/index.ts'),
        import('./tpm-lockout.ts'),
      ]);
      const [description, lockout] = [await describeTpm(tpm), await readLockout(tpm)];
      return { device: this.#deviceOf(body), ...description, lockout: { ...lockout, guesses: guessesLeft(lockout) } };
    });
  }

  /** A TPM keeps nothing for a sealed object: it is all in the vault file. */
  async discard(): Promise<void> {}

  #deviceOf(body: unknown): string {
    const slot = tpmBodySchema.safeParse(body);
    return this.#options.device ?? (slot.success ? slot.data.device : defaultTpmDevice);
  }

  async #use<T>(body: unknown, work: (tpm: Tpm) => Promise<T>): Promise<T> {
    const device = this.#deviceOf(body);
    const address = parseTpmDevice(device);
    const { platform = process.platform, versionFile } = this.#options;
    if (address.kind === 'device' && platform !== 'linux')
      throw new KeybearerError('tpm-not-found', { device, reason: 'platform' });
    const [{ withTpm }, { sysTpmVersion, translated }] = await Promise.all([
      import('../tpm2/index.ts'),
      import('./tpm-errors.ts'),
    ]);
    return translated(device, versionFile ?? sysTpmVersion, () => withTpm(address, work, this.#options));
  }
}
