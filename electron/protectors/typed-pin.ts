/** The PIN among what was typed: an empty one is none. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Credentials } from '../vault/ports.ts';

export function typedPin({ pin }: Credentials): Buffer | undefined {
  return pin === undefined || pin.length === 0 ? undefined : pin;
}

/** @throws KeybearerError 'pin-needed' */
export function neededPin(credentials: Credentials): Buffer {
  const pin = typedPin(credentials);
  if (pin === undefined) throw new KeybearerError('pin-needed');
  return pin;
}
