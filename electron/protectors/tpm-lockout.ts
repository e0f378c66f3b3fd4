/** The TPM's lockout, which defends the PIN: read before each try, and never reached. */
import { KeybearerError } from '../../shared/errors.ts';
import { type LockoutState, readLockout, type Tpm } from '../tpm2/index.ts';
import type { GuessLimit } from '../vault/ports.ts';

/**
 * What is left of the guesses: one fewer than the TPM has, so that its lockout, which also stops others who use it, is not
 * reached by us. A TPM that locks at the first failure leaves that one.
 */
export function guessesLeft({ locked, failures, maxFailures, intervalSeconds }: LockoutState): GuessLimit {
  const stopAt = Math.max(maxFailures - 1, 1);
  const triesLeft = locked ? 0 : Math.max(stopAt - failures, 0);
  if (triesLeft > 0) return { triesLeft, waitSeconds: 0 };
  // One failure is forgotten in each interval; how much of the present one has passed is not told.
  return { triesLeft: 0, waitSeconds: Math.max(failures - stopAt + 1, 1) * intervalSeconds };
}

/** @throws KeybearerError 'tpm-lockout' with details.waitSeconds, before the TPM has counted anything. */
export async function requireTriesLeft(tpm: Tpm): Promise<void> {
  const { triesLeft, waitSeconds } = guessesLeft(await readLockout(tpm));
  if (triesLeft === 0) throw new KeybearerError('tpm-lockout', { waitSeconds });
}
