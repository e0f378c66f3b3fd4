/** Restoring a backup's keys: compared with what is here, then put in, all of them in one transaction. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../api-key.ts';
import type { SealedWriter } from '../sealed-writer.ts';
import type { Vault } from '../vault.ts';
import { insertWholeKey, openWholeKeys, rowKeysOf, type WholeKey, wipeWholeKeys } from '../whole-key.ts';
import { allRowKeys } from './check-vault.ts';
import { sameKey } from './find-key.ts';
import { type ConflictChoice, type KeysHere, type MergeStep, planMerge } from './merge-plan.ts';

/**
 * Says what would become of each key. Nothing is changed.
 *
 * @param vault Unlocked.
 * @param incoming Checked. The steps share their memory.
 */
export async function previewRestore(
  vault: Vault,
  incoming: readonly WholeKey[],
  choice: ConflictChoice,
): Promise<MergeStep[]> {
  await vault.parts.store.checkIntegrity();
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  return vault.read((reader) => {
    reader.requireUnlocked();
    const revisions = new Map([...reader.rows.apiKeys()].map(({ id, revision }) => [id.toString('hex'), revision]));
    const opened = openWholeKeys(reader, rowKeys);
    try {
      const inUse = opened.filter(({ record }) => record.removedAt === null);
      const keys = inUse.map((key) => ({ ...key, revision: revisions.get(key.id.toString('hex')) ?? 0 }));
      return planMerge({ keys, ids: new Set(revisions.keys()) }, incoming, choice);
    } finally {
      wipeWholeKeys(opened);
    }
  });
}

/** What a new vault has: nothing. */
export const nothingHere: KeysHere = { keys: [], ids: new Set() };

/**
 * Carries a preview out. A key that is replaced goes to the trash, from which it can come back.
 *
 * @throws KeybearerError 'restore-conflict' while a step says stop, 'changed-elsewhere' when the vault is not what the preview
 *   saw. Then nothing was changed.
 */
export async function restoreBackup(vault: Vault, steps: readonly MergeStep[]): Promise<void> {
  const conflicts = steps.filter(({ action }) => action === 'stop').length;
  if (conflicts > 0) throw new KeybearerError('restore-conflict', { conflicts });
  const stored = steps.flatMap((step) => ('stored' in step ? [step.stored] : []));
  if (stored.length === 0) return;
  const ids = stored.map(({ id }) => id);
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  await vault.change((writer) => {
    writer.requireUnlocked();
    // First, so that their names are free.
    for (const step of steps) if (step.action === 'replace') moveToTrash(vault, writer, step.here);
    for (const key of stored) {
      refuseTaken(writer, key);
      const apiKey = insertWholeKey(writer, key, rowKeysOf(rowKeys, key.id));
      vault.log(writer, { action: 'key-added-from-backup', key: apiKey });
    }
  });
}

function moveToTrash(vault: Vault, writer: SealedWriter, here: ApiKey): void {
  const removed = writer.updateApiKey(sameKey(writer, here), { removedAt: vault.parts.clock() });
  vault.log(writer, { action: 'key-removed', key: removed });
}

/** What has come since the preview. */
function refuseTaken(writer: SealedWriter, { id, record }: WholeKey): void {
  if (writer.apiKeyByName(record.name) !== undefined || writer.apiKeyById(id) !== undefined)
    throw new KeybearerError('changed-elsewhere', { name: record.name });
}
