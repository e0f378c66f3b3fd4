/** PIN and passphrase as people type them, wherever that is: their one form, and how long new ones must be. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/** NFKC, so that a keyboard that composes letters otherwise types the same passphrase. The argument is wiped. */
export function normaliseTyped(typed: Buffer): Buffer {
  const normalised = Buffer.from(typed.toString().normalize('NFKC'));
  typed.fill(0);
  return normalised;
}

/** @throws KeybearerError 'pin-too-short', 'invalid-input'. */
export function checkNewPin(pin: Buffer): void {
  checkLength(pin, limits.pinMinChars, limits.pinMaxChars, 'pin-too-short', 'pin');
}

/** @throws KeybearerError 'passphrase-too-short', 'invalid-input'. */
export function checkNewPassphrase(passphrase: Buffer): void {
  checkLength(passphrase, limits.passphraseMinChars, limits.passphraseMaxChars, 'passphrase-too-short', 'passphrase');
}

function checkLength(
  typed: Buffer,
  min: number,
  max: number,
  tooShort: 'pin-too-short' | 'passphrase-too-short',
  field: string,
): void {
  const characters = [...typed.toString()].length;
  if (characters < min) throw new KeybearerError(tooShort, { min });
  if (characters > max) throw new KeybearerError('invalid-input', { field, reason: 'too-long', max });
}
