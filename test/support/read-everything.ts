/** All that the project reads of a vault, in the form in which the independent reader answers it. */
import { detailOf } from '../../electron/vault/details.ts';
import { editions } from '../../electron/vault/secret.ts';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { allRowKeys, checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import type { ReadVault } from '../unit/vault/independent-reader.ts';

/** @param vault Unlocked. */
export async function readEverything(vault: Vault): Promise<ReadVault> {
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  const keys = await vault.read((reader) =>
    reader.allApiKeys().apiKeys.map((apiKey) => {
      const { id, revision: _revision, ...record } = apiKey;
      const keysOfRow = rowKeys.get(id.toString('hex'))!;
      const found = Object.values(editions).map(
        (edition) => [edition, reader.secret(apiKey, edition, keysOfRow)] as const,
      );
      const secrets = found.flatMap(([edition, secret]) => {
        const parts = secret?.map(({ name, bytes }) => [name, bytes.toString()] as const);
        return parts === undefined ? [] : [[edition, Object.fromEntries(parts)] as const];
      });
      const notes = detailOf(reader.details(apiKey, keysOfRow) ?? [], 'notes')?.toString() ?? null;
      return { id: id.toString('hex'), record, secrets: Object.fromEntries(secrets), notes };
    }),
  );
  const { events } = await readAuditLog(vault);
  const { findings } = await checkVault(vault);
  return { keys, events, problems: findings.map(({ code, where }) => `${code} ${where}`) };
}
