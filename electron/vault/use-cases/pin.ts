/** The PIN: a property of the vault that every keychain and TPM slot honours. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { AuditAction } from '../audit-event.ts';
import type { SlotKind } from '../ports.ts';
import type { Slot } from '../slot.ts';
import { checkNewPin } from '../typed.ts';
import type { Vault } from '../vault.ts';
import { exchangeSlots } from './exchange-slots.ts';

/** The kinds of slots that honour a PIN. */
export const pinKinds: readonly SlotKind[] = ['keychain', 'tpm'];

/** The kinds that a PIN of this vault would have to serve. */
export async function pinnableKinds(vault: Vault): Promise<SlotKind[]> {
  return kindsOf((await vault.slots()).filter((slot) => pinKinds.includes(slot.kind)));
}

/** Whether a PIN is asked for before secrets open. */
export async function hasPin(vault: Vault): Promise<boolean> {
  return (await vault.slots()).some((slot) => isPinned(vault, slot));
}

/** @throws KeybearerError 'pin-already-set', 'pin-too-short', 'pin-not-applicable' without a keychain or TPM slot. */
export function setPin(vault: Vault, pin: Buffer): Promise<void> {
  return wrapAnew(vault, 'pin-set', pin);
}

/** @throws KeybearerError 'pin-not-set', 'pin-too-short' */
export function changePin(vault: Vault, pin: Buffer): Promise<void> {
  return wrapAnew(vault, 'pin-changed', pin);
}

/** @throws KeybearerError 'pin-not-set' */
export function removePin(vault: Vault): Promise<void> {
  return wrapAnew(vault, 'pin-removed', undefined);
}

async function wrapAnew(vault: Vault, action: AuditAction, pin: Buffer | undefined): Promise<void> {
  const seen = await vault.slots();
  const pinnable = seen.filter((slot) => pinKinds.includes(slot.kind));
  if (pinnable.length === 0) throw new KeybearerError('pin-not-applicable');
  const pinned = pinnable.some((slot) => isPinned(vault, slot));
  if (action === 'pin-set' && pinned) throw new KeybearerError('pin-already-set');
  if (action !== 'pin-set' && !pinned) throw new KeybearerError('pin-not-set');
  if (pin !== undefined) checkNewPin(pin, kindsOf(pinnable));
  const add = pinnable.map((slot) => ({ kind: slot.kind, credentials: { pin }, replaces: slot }));
  await exchangeSlots(vault, { seen, add, remove: pinnable, event: () => ({ action }) });
}

/** Whether a slot honours a PIN: all keychain and TPM slots of a vault do, or none. */
export function isPinned(vault: Vault, slot: Slot): boolean {
  return vault.parts.protectors[slot.kind].needsPin(slot.body);
}

function kindsOf(slots: readonly Slot[]): SlotKind[] {
  return [...new Set(slots.map((slot) => slot.kind))];
}
