/** The PIN: a property of the vault that every keychain slot honours. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { AuditAction } from '../audit-event.ts';
import type { Slot } from '../slot.ts';
import type { Vault } from '../vault.ts';
import { exchangeSlots } from './exchange-slots.ts';

/** Whether a PIN is asked for before secrets open. */
export async function hasPin(vault: Vault): Promise<boolean> {
  return (await vault.slots()).some((slot) => isPinned(vault, slot));
}

/** @throws KeybearerError 'pin-already-set', 'pin-not-applicable' without a keychain slot. */
export function setPin(vault: Vault, pin: Buffer): Promise<void> {
  return wrapAnew(vault, 'pin-set', pin);
}

/** @throws KeybearerError 'pin-not-set' */
export function changePin(vault: Vault, pin: Buffer): Promise<void> {
  return wrapAnew(vault, 'pin-changed', pin);
}

/** @throws KeybearerError 'pin-not-set' */
export function removePin(vault: Vault): Promise<void> {
  return wrapAnew(vault, 'pin-removed', undefined);
}

async function wrapAnew(vault: Vault, action: AuditAction, pin: Buffer | undefined): Promise<void> {
  const seen = await vault.slots();
  const pinnable = seen.filter((slot) => slot.kind === 'keychain');
  if (pinnable.length === 0) throw new KeybearerError('pin-not-applicable');
  const pinned = pinnable.some((slot) => isPinned(vault, slot));
  if (action === 'pin-set' && pinned) throw new KeybearerError('pin-already-set');
  if (action !== 'pin-set' && !pinned) throw new KeybearerError('pin-not-set');
  const add = pinnable.map(() => ({ kind: 'keychain', credentials: { pin } }) as const);
  await exchangeSlots(vault, { seen, add, remove: pinnable, event: () => ({ action }) });
}

/** Whether a slot honours a PIN: all keychain slots of a vault do, or none. */
export function isPinned(vault: Vault, slot: Slot): boolean {
  return vault.parts.protectors[slot.kind].needsPin(slot.body);
}
