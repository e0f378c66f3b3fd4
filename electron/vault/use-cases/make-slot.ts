/** Making and unmaking what stands behind a slot. The row itself is written by who calls. */
import { randomBytes } from 'node:crypto';
import type { Credentials, SlotKind, SlotRow, VaultKeys, VaultMeta } from '../ports.ts';
import { slotPlace } from '../slot.ts';
import type { VaultParts } from '../vault.ts';

/** Wraps the vault's keys for a new slot with an id of its own: what the keychain keeps is never overwritten. */
export async function makeSlot(
  parts: Pick<VaultParts, 'protectors' | 'clock'>,
  meta: Pick<VaultMeta, 'vaultId' | 'generation'>,
  kind: SlotKind,
  keys: VaultKeys,
  credentials: Credentials,
  id: Buffer = randomBytes(16),
): Promise<SlotRow> {
  const body = await parts.protectors[kind].protect(slotPlace(meta, { id, kind }), keys, credentials);
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
