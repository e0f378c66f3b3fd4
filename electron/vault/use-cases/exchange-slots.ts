/**
 * Changes which slots a vault has. What the keychain keeps is never overwritten: a new item, then the commit, then the
 * old item goes. Items that a crash could leave behind are noted in the file beforehand, and swept later.
 */
import { randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import type { EventDraft } from '../audit-event.ts';
import type { Credentials, SlotKind, SlotRow, StoreWriter, VaultKeys } from '../ports.ts';
import type { Slot } from '../slot.ts';
import type { Vault } from '../vault.ts';
import { discardSlots, makeSlot } from './make-slot.ts';

/** Noted items younger than this may belong to a process that is at work on them. */
const leftoverAgeMs = 10 * 60_000;

export interface SlotExchange {
  readonly add: readonly { readonly kind: SlotKind; readonly credentials: Credentials }[];
  readonly remove: readonly Slot[];
  readonly event: (added: readonly SlotRow[]) => EventDraft;
}

/**
 * Adds and removes slots in one transaction.
 *
 * @throws KeybearerError 'vault-locked', 'last-slot' when none would be left, or why a protector cannot be used. Then the
 *   slots are what they were.
 */
export async function exchangeSlots(vault: Vault, exchange: SlotExchange): Promise<SlotRow[]> {
  await sweepLeftovers(vault);
  const keys = await exportKeys(vault);
  try {
    return await withNewSlots(vault, exchange.add, keys, vault.meta.generation, (added) =>
      vault.change((writer) => {
        writer.requireUnlocked();
        putSlots(writer.raw, vault, added, exchange.remove);
        vault.log(writer, exchange.event(added));
      }),
    );
  } finally {
    keys.index.fill(0);
    keys.secret.fill(0);
    await sweepRemoved(vault, exchange.remove);
  }
}

/** Makes slots for keys, runs the commit that lists them, and unmakes them if it fails. */
export async function withNewSlots(
  vault: Vault,
  add: SlotExchange['add'],
  keys: VaultKeys,
  generation: number,
  commit: (added: SlotRow[]) => Promise<unknown>,
): Promise<SlotRow[]> {
  const meta = { vaultId: vault.meta.vaultId, generation };
  const ids = add.map(() => randomBytes(16));
  const notedAt = vault.parts.clock();
  await vault.parts.store.write((rows) => ids.forEach((id) => void rows.noteLeftover(id, notedAt)));
  const added: SlotRow[] = [];
  try {
    for (const [at, { kind, credentials }] of add.entries()) {
      added.push(await makeSlot(vault.parts, meta, kind, keys, credentials, ids[at]));
    }
    await commit(added);
    return added;
  } catch (caught) {
    await discardSlots(
      vault.parts,
      meta,
      add.map(({ kind }, at) => ({ kind, id: ids[at]! })),
    );
    await vault.parts.store.write((rows) => ids.forEach((id) => void rows.forgetLeftover(id)));
    throw caught;
  }
}

/** Lists new slots instead of old ones, within a transaction. */
export function putSlots(
  rows: StoreWriter,
  vault: Vault,
  added: readonly SlotRow[],
  removed: readonly Pick<Slot, 'id'>[],
): void {
  for (const slot of removed) {
    rows.deleteSlot(slot.id);
    rows.noteLeftover(slot.id, vault.parts.clock());
  }
  for (const slot of added) {
    rows.forgetLeftover(slot.id);
    rows.insertSlot(slot);
  }
  const count = rows.slots().length;
  if (count === 0) throw new KeybearerError('last-slot');
  if (count > limits.slotsMax)
    throw new KeybearerError('invalid-input', { field: 'slot', reason: 'too-many', max: limits.slotsMax });
}

/** Removes what the keychain kept for slots that a commit has just taken out of the file. */
export async function sweepRemoved(vault: Vault, removed: readonly Slot[]): Promise<void> {
  const noted = await vault.parts.store.read((rows) => rows.leftovers());
  for (const slot of removed) {
    if (noted.some((leftover) => leftover.slotId.equals(slot.id))) await forget(vault, slot.id, slot.kind);
  }
}

/** Removes what an interrupted exchange left in the keychain. Never that of a slot in use, whatever a note says. */
async function sweepLeftovers(vault: Vault): Promise<void> {
  const { noted, inUse } = await vault.parts.store.read((rows) => ({ noted: rows.leftovers(), inUse: rows.slots() }));
  const old = noted.filter(({ notedAt }) => notedAt < vault.parts.clock() - leftoverAgeMs);
  const unused = old.filter(({ slotId }) => !inUse.some((slot) => slot.id.equals(slotId)));
  for (const { slotId } of unused) await forget(vault, slotId, 'keychain');
}

// A keychain that does not answer now keeps its note: the next exchange tries again.
async function forget(vault: Vault, slotId: Buffer, kind: SlotKind): Promise<void> {
  try {
    await discardSlots(vault.parts, vault.meta, [{ id: slotId, kind }]);
  } catch {
    return;
  }
  await vault.parts.store.write((rows) => rows.forgetLeftover(slotId));
}

/** @throws KeybearerError 'vault-locked'. The caller wipes the keys. */
async function exportKeys(vault: Vault): Promise<VaultKeys> {
  if (!vault.isUnlocked) throw new KeybearerError('vault-locked');
  const { holder } = vault.parts;
  return { index: await holder.exportForSlot('index'), secret: await holder.exportForSlot('secret') };
}
