/** The recovery protector: the keys are wrapped under a code of 128 random bits, which the user keeps on paper. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import type { Availability, Credentials, Protector, Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { type KeyWraps, keyWrapsShape, unwrapKeys, wrapKeys } from './key-wraps.ts';
import { parseBody } from './slot-body.ts';

const bodySchema = z.strictObject(keyWrapsShape);

/** A code that was made at random needs no slow derivation: nobody can try 2^128 of them. */
export class RecoveryProtector implements Protector {
  readonly kind = 'recovery';

  async availability(): Promise<Availability> {
    return { available: true };
  }

  /** @throws KeybearerError 'recovery-code-needed'. */
  async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials): Promise<KeyWraps> {
    return wrapKeys(givenCode(credentials), place, keys);
  }

  /** @throws KeybearerError 'slot-damaged', 'recovery-code-needed', 'wrong-recovery-code'. */
  async unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>> {
    const slot = parseBody(bodySchema, body);
    return unwrapKeys(givenCode(credentials), place, slot, sides, 'wrong-recovery-code');
  }

  needsPin(): boolean {
    return false;
  }

  async discard(): Promise<void> {}
}

function givenCode({ recoveryCode }: Credentials): Buffer {
  if (recoveryCode === undefined || recoveryCode.length === 0) throw new KeybearerError('recovery-code-needed');
  return recoveryCode;
}
