/** Creates a vault: two random keys, one slot or two, and a first event. */
import { randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { chainStart } from '../audit-chain.ts';
import { auditEvent } from '../audit-event.ts';
import { sealHead } from '../head.ts';
import { emptyManifest } from '../manifest.ts';
import type { CreateStore, Credentials, HeadRow, Side, SlotKind, SlotRow, VaultKeys, VaultMeta } from '../ports.ts';
import { SealedWriter } from '../sealed-writer.ts';
import { Vault, type VaultParts } from '../vault.ts';
import { deriveIndexKeys, deriveSecretKeys } from '../working-keys.ts';
import { discardSlots, makeSlot } from './make-slot.ts';

export interface CreationPlan {
  /** One slot each; the first is the one that is used every day. */
  readonly kinds: readonly SlotKind[];
  /** What those slots take: PIN, passphrase, the bytes of a recovery code. */
  readonly credentials: Credentials;
}

/**
 * @param parts All but the store, which is made here.
 * @returns the vault, unlocked.
 * @throws KeybearerError 'vault-exists', or why a protector is not available. Then nothing is left behind.
 */
export async function createVault(
  parts: Omit<VaultParts, 'store'>,
  createStore: CreateStore,
  plan: CreationPlan,
): Promise<Vault> {
  for (const kind of plan.kinds) {
    const availability = await parts.protectors[kind].availability();
    // A locked keychain is no obstacle: it asks the user when the slot is made.
    if (!availability.available && availability.code !== 'keychain-locked')
      throw new KeybearerError(availability.code, availability.details);
  }
  const meta: VaultMeta = { vaultId: randomBytes(16), generation: 1, lockedEpoch: 0 };
  const keys: VaultKeys = { index: randomBytes(32), secret: randomBytes(32) };
  const slots: SlotRow[] = [];
  try {
    for (const kind of plan.kinds) slots.push(await makeSlot(parts, meta, kind, keys, plan.credentials));
    return await writeVault(parts, createStore, meta, keys, slots);
  } catch (caught) {
    await discardSlots(parts, meta, slots);
    throw caught;
  } finally {
    keys.index.fill(0);
    keys.secret.fill(0);
  }
}

async function writeVault(
  parts: Omit<VaultParts, 'store'>,
  createStore: CreateStore,
  meta: VaultMeta,
  keys: VaultKeys,
  slots: SlotRow[],
): Promise<Vault> {
  const { holder, caller, clock } = parts;
  await holder.hold('index', meta.vaultId, keys.index);
  await holder.hold('secret', meta.vaultId, keys.secret);
  const working = { index: await deriveIndexKeys(holder), secret: await deriveSecretKeys(holder) };
  const heads: Record<Side, HeadRow> = {
    index: sealHead(working.index.head, meta, 'index', 1, {
      manifest: emptyManifest,
      audit: chainStart,
      pruned: chainStart,
      secretRevision: 1,
    }),
    secret: sealHead(working.secret.head, meta, 'secret', 1, {
      manifest: emptyManifest,
      confirmed: chainStart,
      pruned: chainStart,
    }),
  };
  const store = await createStore(meta, heads, (rows) => {
    for (const slot of slots) rows.insertSlot(slot);
    const writer = new SealedWriter(rows, meta, working);
    const kinds = slots.map((slot) => slot.kind).join(', ');
    writer.appendEvent(auditEvent({ action: 'vault-created', destination: kinds }, caller, clock()));
    writer.finish();
  });
  const vault = await Vault.open({ ...parts, store });
  await vault.hold(meta, keys);
  return vault;
}
