/** Whether the one who asks has what a slot is opened with. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { Credentials } from '../ports.ts';
import { type Slot, slotPlace } from '../slot.ts';
import type { Vault } from '../vault.ts';

/**
 * Opens a slot to prove that PIN and passphrase are the ones in use, and not new ones by a slip of the fingers.
 *
 * @throws KeybearerError 'changed-elsewhere' when another process has exchanged the slot meanwhile, or as the slot's protector
 *   does: 'pin-needed', 'wrong-pin', 'wrong-passphrase', ...
 */
export async function proveOwner(vault: Vault, slot: Slot, credentials: Credentials): Promise<void> {
  const protector = vault.parts.protectors[slot.kind];
  try {
    const opened = await protector.unprotect(slotPlace(vault.meta, slot), slot.body, ['secret'], credentials);
    opened.secret?.fill(0);
  } catch (caught) {
    if (await vault.hasSlot(slot)) throw caught;
    throw new KeybearerError('changed-elsewhere', {}, caught);
  }
}

/**
 * The same for a slot that is about to be made anew. A keychain slot can be by us alone; a passphrase slot takes its
 * passphrase, a recovery slot a new code.
 *
 * @throws KeybearerError 'slot-needs-owner' with the slot's id and kind, and as above.
 */
export async function requireOwner(vault: Vault, slot: Slot, credentials: Credentials): Promise<void> {
  if (slot.kind === 'recovery' && credentials.recoveryCode !== undefined) return;
  if (slot.kind === 'recovery' || (slot.kind === 'passphrase' && credentials.passphrase === undefined)) {
    throw new KeybearerError('slot-needs-owner', { slotId: slot.id.toString('hex'), kind: slot.kind });
  }
  await proveOwner(vault, slot, credentials);
}
