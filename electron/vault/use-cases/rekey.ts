/**
 * Re-keying: new vault keys, the next generation, everything sealed anew in one transaction. Afterwards the slots of older
 * copies of the file open nothing that is written from now on.
 */
import { randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { InProcessKeyHolder } from '../key-holder.ts';
import type { Credentials, StoreWriter, VaultKeys } from '../ports.ts';
import type { Finding } from '../sealed-reader.ts';
import { readableSlots, type Slot } from '../slot.ts';
import type { Vault } from '../vault.ts';
import { deriveIndexKeys, deriveSecretKeys } from '../working-keys.ts';
import { allRowKeys, checkVault } from './check-vault.ts';
import { putSlots, sweepRemoved, withNewSlots } from './exchange-slots.ts';
import { isPinned } from './pin.ts';
import { reseal } from './reseal.ts';
import { requireOwner } from './slot-owner.ts';

export interface RekeyPlan {
  /** The PIN and the passphrase in use; a recovery code here is a new one, for the recovery slots. */
  readonly credentials: Credentials;
  /** Slots to take out, by their id as hex: those whose owner is not at hand. */
  readonly drop: ReadonlySet<string>;
  /** Leave behind what does not open, instead of refusing. */
  readonly dropDamaged: boolean;
}

/**
 * @param vault Unlocked.
 * @returns what was left behind: empty, unless the plan allowed it.
 * @throws KeybearerError 'slot-needs-owner' with the slot's id, or the code of the first damage. Then nothing has changed.
 */
export async function rekeyVault(vault: Vault, plan: RekeyPlan): Promise<Finding[]> {
  const { findings } = await checkVault(vault);
  const damage = findings[0];
  if (damage !== undefined && !plan.dropDamaged)
    throw new KeybearerError(damage.code, { where: damage.where, keyId: damage.keyId });
  const slots = await vault.slots();
  const kept = slots.filter((slot) => !plan.drop.has(slot.id.toString('hex')));
  for (const slot of kept) await requireOwner(vault, slot, plan.credentials);
  const keys: VaultKeys = { index: randomBytes(32), secret: randomBytes(32) };
  try {
    await commitNewKeys(vault, keys, plan, { kept, slots, leftBehind: findings.length });
  } finally {
    keys.index.fill(0);
    keys.secret.fill(0);
  }
  await sweepRemoved(vault, slots);
  return findings;
}

async function commitNewKeys(
  vault: Vault,
  keys: VaultKeys,
  { credentials, dropDamaged }: RekeyPlan,
  { kept, slots, leftBehind }: { kept: readonly Slot[]; slots: readonly Slot[]; leftBehind: number },
): Promise<void> {
  const { vaultId, generation } = vault.meta;
  const home = { vaultId, generation: generation + 1 };
  const holder = new InProcessKeyHolder();
  await holder.hold('index', vaultId, keys.index);
  await holder.hold('secret', vaultId, keys.secret);
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const oldRowKeys = await allRowKeys(vault.parts.holder, ids);
  const to = {
    home,
    keys: { index: await deriveIndexKeys(holder), secret: await deriveSecretKeys(holder) },
    rowKeys: await allRowKeys(holder, ids),
  };
  const destination = leftBehind === 0 ? undefined : `${leftBehind} findings left behind`;
  const add = kept.map((slot) => ({
    kind: slot.kind,
    replaces: slot,
    credentials: isPinned(vault, slot) ? credentials : { ...credentials, pin: undefined },
  }));
  await withNewSlots(vault, add, keys, home.generation, (added) =>
    vault.replaceSeals((from, rows) => {
      const writer = reseal(from, oldRowKeys, rows, { ...to, dropDamaged });
      dropUnreadableSlots(rows);
      putSlots(rows, vault, added, { seen: slots, remove: slots });
      vault.log(writer, { action: 'vault-rekeyed', ...(destination && { destination }) });
      writer.finish();
    }),
  );
  await vault.hold({ ...vault.meta, ...home }, keys);
  await holder.drop('index');
  await holder.drop('secret');
}

// They were found by the check before, and wrap keys that nothing is sealed under any more. One that can be read and has
// come since is another matter.
function dropUnreadableSlots(rows: StoreWriter): void {
  const readable = readableSlots(rows.slots());
  for (const row of rows.slots()) if (!readable.some((slot) => slot.id.equals(row.id))) rows.deleteSlot(row.id);
}
