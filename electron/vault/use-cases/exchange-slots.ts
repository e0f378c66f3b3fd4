/**
 * Changes which slots a vault has. What the keychain keeps is never overwritten: a new item, then the commit, then the
 * old item goes. Items that a crash could leave behind are noted in the file beforehand, and swept later.
 */
import { randomBytes } from 'node:crypto';
import { isKeybearerError, KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import type { EventDraft } from '../audit-event.ts';
import type { Credentials, SlotKind, SlotRow, StoreWriter, VaultKeys } from '../ports.ts';
import { readableSlots, type Slot } from '../slot.ts';
import type { Vault } from '../vault.ts';
import { discardSlots, makeSlot } from './make-slot.ts';

/** Noted items younger than this may belong to a process that is at work on them. */
const leftoverAgeMs = 10 * 60_000;

/** The time, which no clock shows, in a note whose item is being removed: nobody may list that slot any more. */
const claimed = -1;

export interface NewSlot {
  readonly kind: SlotKind;
  readonly credentials: Credentials;
  /** The slot in whose place it comes. */
  readonly replaces?: Slot;
}

export interface SlotExchange {
  /** The slots on which the caller decided: others by now, and nothing happens. */
  readonly seen: readonly Slot[];
  readonly add: readonly NewSlot[];
  readonly remove: readonly Slot[];
  readonly event: (added: readonly SlotRow[]) => EventDraft;
}

/**
 * Adds and removes slots in one transaction.
 *
 * @throws KeybearerError 'vault-locked', 'last-slot' when none would be left, 'changed-elsewhere' when another process has
 *   changed them meanwhile, or why a protector cannot be used. Then the slots are what they were.
 */
export async function exchangeSlots(vault: Vault, exchange: SlotExchange): Promise<SlotRow[]> {
  const keys = await exportKeys(vault);
  try {
    const made = await withNewSlots(vault, exchange.add, keys, vault.meta.generation, (added) =>
      vault.change((writer) => {
        writer.requireUnlocked();
        putSlots(writer.raw, vault, added, exchange);
        vault.log(writer, exchange.event(added));
      }),
    );
    await sweepRemoved(vault, exchange.remove);
    return made;
  } finally {
    keys.index.fill(0);
    keys.secret.fill(0);
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
  await sweepLeftovers(vault);
  const meta = { vaultId: vault.meta.vaultId, generation };
  const ids = add.map(() => randomBytes(16));
  const notedAt = vault.parts.clock();
  await vault.parts.store.write((rows) => ids.forEach((id) => void rows.noteLeftover(id, notedAt)));
  const added: SlotRow[] = [];
  try {
    for (const [at, { kind, credentials, replaces }] of add.entries()) {
      added.push(await makeSlot(vault.parts, meta, kind, keys, credentials, { id: ids[at], replaces }));
    }
    await commit(added);
    return added;
  } catch (caught) {
    const made = add.map(({ kind }, at) => ({ kind, id: ids[at]! }));
    await unmake(vault, made);
    throw caught;
  }
}

// The file is asked first: a commit can report an error and yet have happened, and then it lists them.
async function unmake(vault: Vault, made: readonly Pick<Slot, 'id' | 'kind'>[]): Promise<void> {
  await orLater(async () => {
    const listed = await vault.parts.store.read((rows) => rows.slots());
    for (const { id, kind } of made) if (!listed.some((row) => row.id.equals(id))) await forget(vault, id, kind);
  });
}

/** Lists new slots instead of old ones, within a transaction. */
export function putSlots(
  rows: StoreWriter,
  vault: Vault,
  added: readonly SlotRow[],
  { seen, remove }: Pick<SlotExchange, 'seen' | 'remove'>,
): void {
  if (!sameSlots(readableSlots(rows.slots()), seen)) throw new KeybearerError('changed-elsewhere');
  for (const slot of remove) {
    rows.deleteSlot(slot.id);
    rows.noteLeftover(slot.id, vault.parts.clock());
  }
  const notes = rows.leftovers();
  for (const slot of added) {
    // A clock that jumped, or a long sleep, and another process has taken the item for one that a crash left.
    if (!notes.some(({ slotId, notedAt }) => slotId.equals(slot.id) && notedAt !== claimed))
      throw new KeybearerError('changed-elsewhere');
    rows.forgetLeftover(slot.id);
    rows.insertSlot(slot);
  }
  const count = rows.slots().length;
  if (count === 0) throw new KeybearerError('last-slot');
  if (count > limits.slotsMax)
    throw new KeybearerError('invalid-input', { field: 'slot', reason: 'too-many', max: limits.slotsMax });
}

function sameSlots(some: readonly Pick<Slot, 'id'>[], others: readonly Pick<Slot, 'id'>[]): boolean {
  return some.length === others.length && some.every(({ id }) => others.some((other) => other.id.equals(id)));
}

/** Removes what the keychain kept for slots that a commit has just taken out of the file. */
export async function sweepRemoved(vault: Vault, removed: readonly Slot[]): Promise<void> {
  await orLater(async () => {
    const noted = await vault.parts.store.read((rows) => rows.leftovers());
    for (const slot of removed) {
      if (noted.some((leftover) => leftover.slotId.equals(slot.id))) await forget(vault, slot.id, slot.kind);
    }
  });
}

/** Removes what an interrupted exchange left in the keychain. */
async function sweepLeftovers(vault: Vault): Promise<void> {
  await orLater(async () => {
    const dueAt = vault.parts.clock() - leftoverAgeMs;
    const noted = await vault.parts.store.read((rows) => rows.leftovers());
    if (!noted.some(({ notedAt }) => notedAt < dueAt)) return;
    const due = await vault.parts.store.write((rows) => claim(rows, dueAt));
    for (const slotId of due) await forget(vault, slotId, 'keychain');
  });
}

/**
 * Marks old notes, so that whoever is still at work on such an item finds out before it lists the slot. A note of a slot in
 * use is none of ours: notes stand in clear, and anybody may have written one.
 */
function claim(rows: StoreWriter, dueAt: number): Buffer[] {
  const inUse = rows.slots();
  const unused = rows.leftovers().filter(({ slotId }) => !inUse.some((slot) => slot.id.equals(slotId)));
  const due = unused.filter(({ notedAt }) => notedAt < dueAt);
  for (const { slotId } of due) {
    rows.forgetLeftover(slotId);
    rows.noteLeftover(slotId, claimed);
  }
  return due.map(({ slotId }) => slotId);
}

async function forget(vault: Vault, slotId: Buffer, kind: SlotKind): Promise<void> {
  await discardSlots(vault.parts, vault.meta, [{ id: slotId, kind }]);
  await vault.parts.store.write((rows) => rows.forgetLeftover(slotId));
}

// Tidying up never fails what it follows: a keychain that does not answer, or a full disk, leaves a note for the next exchange.
async function orLater(tidy: () => Promise<void>): Promise<void> {
  try {
    await tidy();
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
  }
}

/** @throws KeybearerError 'vault-locked'. The caller wipes the keys. */
async function exportKeys(vault: Vault): Promise<VaultKeys> {
  if (!vault.isUnlocked) throw new KeybearerError('vault-locked');
  const { holder } = vault.parts;
  return { index: await holder.exportForSlot('index'), secret: await holder.exportForSlot('secret') };
}
