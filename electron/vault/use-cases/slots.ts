/** Adding and removing slots, and getting back in by the recovery code. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { Credentials, SlotKind } from '../ports.ts';
import type { Slot } from '../slot.ts';
import { checkNewPin } from '../typed.ts';
import type { Vault } from '../vault.ts';
import { exchangeSlots } from './exchange-slots.ts';
import { isPinned, pinKinds } from './pin.ts';
import { proveOwner } from './slot-owner.ts';

/**
 * @param credentials For a keychain or TPM slot of a vault with a PIN: that PIN. A slot without it would make the PIN worth
 *   nothing, and so would a keychain slot with one that is long enough for a TPM alone.
 * @returns the new slot's id as hex.
 * @throws KeybearerError 'pin-needed', 'wrong-pin', 'pin-too-short'
 */
export async function addSlot(vault: Vault, kind: SlotKind, credentials: Credentials): Promise<string> {
  const seen = await vault.slots();
  const pinned = seen.find((slot) => isPinned(vault, slot));
  if (pinKinds.includes(kind) && pinned !== undefined) {
    await proveOwner(vault, pinned, credentials);
    checkNewPin(credentials.pin!, [kind]);
  }
  const add = { kind, credentials: pinned === undefined ? { ...credentials, pin: undefined } : credentials };
  const event = { action: 'slot-added', destination: kind } as const;
  const [added] = await exchangeSlots(vault, { seen, add: [add], remove: [], event: () => event });
  return added!.id.toString('hex');
}

/**
 * @param idPrefix Hex digits that only one slot's id begins with.
 * @throws KeybearerError 'slot-not-found', 'last-slot'
 */
export async function removeSlot(vault: Vault, idPrefix: string): Promise<Slot> {
  const seen = await vault.slots();
  const slot = findSlot(seen, idPrefix);
  const event = { action: 'slot-removed', destination: slot.kind } as const;
  await exchangeSlots(vault, { seen, add: [], remove: [slot], event: () => event });
  return slot;
}

/** Finds a slot by the beginning of its id. */
export function findSlot(slots: readonly Slot[], idPrefix: string): Slot {
  const found = slots.filter((slot) => /^[0-9a-f]{4,}$/.test(idPrefix) && slot.id.toString('hex').startsWith(idPrefix));
  if (found.length !== 1)
    throw new KeybearerError('slot-not-found', { slotId: idPrefix.slice(0, 32), matches: found.length });
  return found[0]!;
}

/**
 * Sets up one new slot in place of all but the recovery slots: after a reset keychain, or a forgotten PIN or passphrase.
 *
 * @param vault Unlocked, by its recovery code or another slot that still opens.
 */
export async function recoverVault(vault: Vault, kind: SlotKind, credentials: Credentials): Promise<void> {
  const seen = await vault.slots();
  const remove = seen.filter((slot) => slot.kind !== 'recovery');
  const event = { action: 'vault-recovered', destination: kind } as const;
  await exchangeSlots(vault, { seen, add: [{ kind, credentials }], remove, event: () => event });
}
