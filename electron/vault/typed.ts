/** PIN and passphrase as people type them, wherever that is: their one form, and how long new ones must be. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { SlotKind } from './ports.ts';

/** NFKC, so that a keyboard that composes letters otherwise types the same passphrase. The argument is wiped. */
export function normaliseTyped(typed: Buffer): Buffer {
  const normalised = Buffer.from(typed.toString().normalize('NFKC'));
  typed.fill(0);
  return normalised;
}

/**
 * @param kinds Of the slots that will take it: the shortest allowed is that of the weakest. A TPM counts guesses, a keychain
 *   does not.
 * @throws KeybearerError 'pin-too-short', 'invalid-input'.
 */
export function checkNewPin(pin: Buffer, kinds: readonly SlotKind[] = ['keychain']): void {
  const counted = !kinds.includes('keychain');
  const min = counted ? limits.tpmPinMinChars : limits.pinMinChars;
  checkLength(pin, min, limits.pinMaxChars, 'pin', () => new KeybearerError('pin-too-short', { min, counted }));
}

/** @throws KeybearerError 'passphrase-too-short', 'invalid-input'. */
export function checkNewPassphrase(passphrase: Buffer): void {
  const min = limits.passphraseMinChars;
  const tooShort = () => new KeybearerError('passphrase-too-short', { min });
  checkLength(passphrase, min, limits.passphraseMaxChars, 'passphrase', tooShort);
}

function checkLength(typed: Buffer, min: number, max: number, field: string, tooShort: () => KeybearerError): void {
  const characters = [...typed.toString()].length;
  if (characters < min) throw tooShort();
  if (characters > max) throw new KeybearerError('invalid-input', { field, reason: 'too-long', max });
}
