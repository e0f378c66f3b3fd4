/** Making and unmaking what stands behind a slot. The row itself is written by who calls. */
import { randomBytes } from 'node:crypto';
import type { Credentials, SlotKind, SlotRow, VaultKeys, VaultMeta } from '../ports.ts';
import { type Slot, slotPlace } from '../slot.ts';
import type { VaultParts } from '../vault.ts';

/**
 * Wraps the vault's keys for a new slot with an id of its own: what the keychain keeps is never overwritten.
 *
 * @param replaces The slot that will go for it: a TPM slot stays on its TPM.
 */
export async function makeSlot(
  parts: Pick<VaultParts, 'protectors' | 'clock'>,
  meta: Pick<VaultMeta, 'vaultId' | 'generation'>,
  kind: SlotKind,
  keys: VaultKeys,
  credentials: Credentials,
  { id = randomBytes(16), replaces }: { readonly id?: Buffer | undefined; readonly replaces?: Slot | undefined } = {},
): Promise<SlotRow> {
  const place = slotPlace(meta, { id, kind });
  const replaced = replaces?.kind === kind ? replaces.body : undefined;
  const body = await parts.protectors[kind].protect(place, keys, credentials, replaced);
  return { id, kind, createdAt: parts.clock(), body: JSON.stringify(body) };
}

/** Removes what the operating system keeps for slots that no file lists. */
export async function discardSlots(
  parts: Pick<VaultParts, 'protectors'>,
  meta: Pick<VaultMeta, 'vaultId'>,
  slots: readonly Pick<SlotRow, 'id' | 'kind'>[],
): Promise<void> {
  for (const slot of slots) {
    await parts.protectors[slot.kind as SlotKind].discard({ vaultId: meta.vaultId, slotId: slot.id });
  }
}
