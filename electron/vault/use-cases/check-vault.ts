/** Checks everything in a vault that can be checked: every row, both manifests, what belongs together, the audit chain. */

import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../api-key.ts';
import { openHead } from '../head.ts';
import { emptyManifest, rowTerm, sameManifest, withRow } from '../manifest.ts';
import { noContext } from '../place.ts';
import { policyHash } from '../policy.ts';
import type { KeyHolder } from '../ports.ts';
import { collect, type Finding, type SealedReader } from '../sealed-reader.ts';
import { editions, wipeSecret } from '../secret.ts';
import { parseSlot } from '../slot.ts';
import type { Vault } from '../vault.ts';
import { deriveRowKeys, nameTag, type RowKeys } from '../working-keys.ts';
import { isWhole, openAuditLog } from './audit-log.ts';

export interface VaultCheck {
  readonly findings: Finding[];
  readonly keys: number;
  readonly inTrash: number;
  readonly events: number;
  /** Whether secrets were opened; without the secret key they cannot be. */
  readonly secretsChecked: boolean;
}

/** @throws KeybearerError 'vault-damaged' when the tree itself is: then nothing in it can be relied on. */
export async function checkVault(vault: Vault): Promise<VaultCheck> {
  await vault.parts.store.checkIntegrity();
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = vault.isUnlocked ? await allRowKeys(vault.parts.holder, ids) : undefined;
  return vault.read((reader) => inspectVault(reader, rowKeys));
}

/**
 * The same within a read or a change that is under way, without the tree.
 *
 * @param rowKeys Of every key, by its id as hex; undefined leaves the secret side out.
 */
export function inspectVault(reader: SealedReader, rowKeys: ReadonlyMap<string, RowKeys> | undefined): VaultCheck {
  const { apiKeys, findings } = inspectKeys(reader, rowKeys);
  const inTrash = apiKeys.filter((apiKey) => apiKey.removedAt !== null).length;
  let events = 0;
  collect(findings, 'audit', null, () => {
    const log = openAuditLog(reader);
    events = log.events.length;
    if (!isWhole(log)) throw new KeybearerError('audit-broken', { seq: log.brokenAt });
  });
  for (const row of reader.rows.slots())
    collect(findings, `slot ${row.id.toString('hex').slice(0, 8)}`, null, () => parseSlot(row));
  return { findings, keys: apiKeys.length - inTrash, inTrash, events, secretsChecked: rowKeys !== undefined };
}

/** The keys with all that belongs to them, whatever became of slots and audit log. */
export function inspectKeys(reader: SealedReader, rowKeys: ReadonlyMap<string, RowKeys> | undefined) {
  const { apiKeys, findings } = reader.allApiKeys();
  checkNames(reader, apiKeys, findings);
  if (rowKeys !== undefined) checkSecretSide(reader, apiKeys, rowKeys, findings);
  return { apiKeys, findings };
}

/** Whether each key is found under its own name, and only if it is in use: a record may say another than its row. */
function checkNames(reader: SealedReader, apiKeys: readonly ApiKey[], findings: Finding[]): void {
  const trashed = new Set(reader.rows.trashed().map((row) => row.id.toString('hex')));
  for (const { id, name, removedAt } of apiKeys) {
    const keyId = id.toString('hex');
    const inUse = !trashed.has(keyId);
    const found = inUse && reader.rows.apiKeyByTag(nameTag(reader.keys.index, name))?.id.equals(id);
    if (inUse !== (removedAt === null) || found !== inUse)
      findings.push({ code: 'record-corrupt', where: 'api-key', keyId });
  }
}

/** The subkeys of every key's rows, by its id as hex. */
export async function allRowKeys(holder: KeyHolder, ids: readonly Buffer[]): Promise<Map<string, RowKeys>> {
  const rowKeys = new Map<string, RowKeys>();
  for (const id of ids) rowKeys.set(id.toString('hex'), await deriveRowKeys(holder, id));
  return rowKeys;
}

function checkSecretSide(
  reader: SealedReader,
  apiKeys: readonly ApiKey[],
  rowKeys: ReadonlyMap<string, RowKeys>,
  findings: Finding[],
): void {
  const byId = new Map(apiKeys.map((apiKey) => [apiKey.id.toString('hex'), apiKey]));
  const secretKeys = reader.keys.secret;
  if (secretKeys === undefined) return;
  const seen = new Set<string>();
  let manifest = emptyManifest;
  for (const row of reader.rows.secretSideRows()) {
    const id = row.apiKeyId.toString('hex');
    collect(findings, row.table, row.apiKeyId, () => {
      manifest = withRow(manifest, rowTerm(secretKeys.manifest, reader.secretSidePlace(row, noContext), row.sealed));
      const [apiKey, keys] = [byId.get(id), rowKeys.get(id)];
      // Without the record nothing tells the secret's policy: at least the key's id can be named, which the audit log knows.
      if (apiKey === undefined) return nameLost(findings, id);
      // It has come since the row keys were derived.
      if (keys === undefined) return;
      if (row.table === 'details') wipeSecret(reader.openDetails(row, keys));
      else wipeSecret(reader.openSecret(row, policyHash(apiKey), keys));
    });
    seen.add(`${row.table} ${id} ${row.edition}`);
  }
  for (const apiKey of apiKeys) {
    const id = apiKey.id.toString('hex');
    const expected = apiKey.previous === null ? [editions.current] : Object.values(editions);
    if (expected.some((edition) => !seen.has(`secret ${id} ${edition}`)))
      findings.push({ code: 'secret-not-found', where: 'secret', keyId: id });
  }
  collect(findings, 'secret', null, () => {
    const head = openHead(secretKeys.head, reader.home, 'secret', reader.rows.head('secret'));
    if (!sameManifest(head.manifest, manifest)) throw new KeybearerError('manifest-mismatch', { side: 'secret' });
  });
}

/** A key whose record is gone; one that is damaged has been found already. */
function nameLost(findings: Finding[], keyId: string): void {
  if (findings.some((finding) => finding.keyId === keyId)) return;
  findings.push({ code: 'record-corrupt', where: 'api-key', keyId });
}
