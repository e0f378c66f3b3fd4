/** Handing out every key in use at once, with its secrets. The event is committed before anything leaves. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../api-key.ts';
import type { Finding } from '../sealed-reader.ts';
import type { Vault } from '../vault.ts';
import { openWholeKeys, type WholeKey, wipeWholeKeys } from '../whole-key.ts';
import { allRowKeys, inspectKeys } from './check-vault.ts';
import { listKeys } from './find-key.ts';

export interface BackupPlan {
  /** Where it goes, for the audit log. */
  readonly destination: string;
  /** Leave out the keys that ask before use, instead of asking. */
  readonly skipAsking: boolean;
  /** Leave out what does not open, instead of refusing. */
  readonly dropDamaged: boolean;
  /** Asked once, about all keys that want it. Not called where none does. */
  confirm(apiKeys: readonly ApiKey[]): Promise<boolean>;
}

export interface BackedUp<T> {
  readonly formed: T;
  readonly keys: number;
  /** Those that ask before use, where they were to be left out. */
  readonly skipped: readonly ApiKey[];
  readonly findings: readonly Finding[];
}

/**
 * Opens every key in use, of one state of the file. The trash is left out.
 *
 * @param vault Unlocked.
 * @param form Makes what leaves. What it gets is wiped when it returns; an error that it throws keeps the event from being written.
 * @throws KeybearerError 'cancelled', 'changed-elsewhere', or the code of the first damage.
 */
export async function backUpKeys<T>(
  vault: Vault,
  plan: BackupPlan,
  form: (keys: readonly WholeKey[]) => T,
): Promise<BackedUp<T>> {
  const listed = await listKeys(vault);
  if (!plan.dropDamaged) refuseDamage(listed.findings);
  const asking = listed.apiKeys.filter((apiKey) => apiKey.policy.askBeforeUse);
  if (!plan.skipAsking && asking.length > 0 && !(await plan.confirm(asking))) await deny(vault, plan, asking);
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  return vault.change((writer) => {
    // A lock of another process in the meantime would make every secret look damaged.
    writer.requireUnlocked();
    const { findings } = inspectKeys(writer, rowKeys);
    if (!plan.dropDamaged) refuseDamage(findings);
    const opened = openWholeKeys(writer, rowKeys);
    try {
      const keys = opened.filter((key) => key.record.removedAt === null && !(plan.skipAsking && asks(key)));
      if (!plan.skipAsking) refuseUnasked(keys, asking);
      const formed = form(byName(keys));
      vault.log(writer, { action: 'vault-backed-up', destination: plan.destination });
      return { formed, keys: keys.length, skipped: plan.skipAsking ? asking : [], findings };
    } finally {
      wipeWholeKeys(opened);
    }
  });
}

async function deny(vault: Vault, { destination }: BackupPlan, asking: readonly ApiKey[]): Promise<never> {
  await vault.change((writer) => {
    for (const key of asking) vault.log(writer, { action: 'delivery-denied', key, destination });
  });
  throw new KeybearerError('cancelled');
}

function refuseDamage([first]: readonly Finding[]): void {
  if (first !== undefined) throw new KeybearerError(first.code, { where: first.where, keyId: first.keyId });
}

/** A key whose policy came to ask after the question was put. */
function refuseUnasked(keys: readonly WholeKey[], asked: readonly ApiKey[]): void {
  const unasked = keys.find((key) => asks(key) && !asked.some(({ id }) => id.equals(key.id)));
  if (unasked !== undefined) throw new KeybearerError('changed-elsewhere', { name: unasked.record.name });
}

function asks({ record }: WholeKey): boolean {
  return record.policy.askBeforeUse;
}

function byName(keys: readonly WholeKey[]): WholeKey[] {
  return keys.toSorted((one, other) => (one.record.name < other.record.name ? -1 : 1));
}
