/** Seals all that a vault holds under new keys, within one transaction. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../api-key.ts';
import { chainStart } from '../audit-chain.ts';
import type { Details } from '../details.ts';
import { type Home, sealHead } from '../head.ts';
import { emptyManifest } from '../manifest.ts';
import { policyHash } from '../policy.ts';
import type { StoreWriter } from '../ports.ts';
import type { SealedReader } from '../sealed-reader.ts';
import { SealedWriter } from '../sealed-writer.ts';
import { editions, type Secret, wipeSecret } from '../secret.ts';
import type { IndexKeys, RowKeys, SecretKeys } from '../working-keys.ts';
import { openAuditLog, readableEvents } from './audit-log.ts';
import { inspectVault } from './check-vault.ts';

/** By the ApiKey's id as hex. */
type RowKeysById = ReadonlyMap<string, RowKeys>;

export interface NewSeals {
  readonly home: Home;
  readonly keys: { readonly index: IndexKeys; readonly secret: SecretKeys };
  readonly rowKeys: RowKeysById;
  /** Leave behind what does not open; without it that is an error, and nothing changes. */
  readonly dropDamaged: boolean;
}

/**
 * Opens every row, and writes it anew for the next generation.
 *
 * @returns the writer under the new keys, for the caller's own changes; the caller finishes it.
 * @throws KeybearerError 'changed-elsewhere' when a key has come since the row keys were derived, 'vault-locked'.
 */
export function reseal(from: SealedReader, rowKeys: RowKeysById, rows: StoreWriter, to: NewSeals): SealedWriter {
  // A lock of another process in the meantime would make every secret look damaged, and leave it behind.
  from.requireUnlocked();
  const damage = to.dropDamaged ? undefined : inspectVault(from, rowKeys).findings[0];
  if (damage !== undefined) throw new KeybearerError(damage.code, { where: damage.where, keyId: damage.keyId });
  const opened = openAll(from, rowKeys);
  const { events, prunedSeq } = orUndefined(() => openAuditLog(from)) ?? { events: readableEvents(from), prunedSeq: 0 };
  rows.clearSealedRows();
  rows.setGeneration(to.home.generation, from.home.generation);
  writeEmptyHeads(rows, to, prunedSeq);
  const writer = new SealedWriter(rows, to.home, to.keys);
  for (const one of opened) writeKey(writer, one, keysOf(to.rowKeys, one.apiKey));
  for (const { seq: _seq, ...event } of events) writer.appendEvent(event);
  return writer;
}

interface OpenedKey {
  readonly apiKey: ApiKey;
  readonly secrets: readonly { readonly edition: number; readonly secret: Secret }[];
  readonly details: Details | undefined;
}

function openAll(from: SealedReader, rowKeys: RowKeysById): OpenedKey[] {
  return from.allApiKeys().apiKeys.flatMap((apiKey) => {
    const keys = keysOf(rowKeys, apiKey);
    const secrets = Object.values(editions).flatMap((edition) => {
      const row = from.rows.secretSideRow('secret', apiKey.id, edition);
      const secret = row && orUndefined(() => from.openSecret(row, policyHash(apiKey), keys));
      return secret === undefined ? [] : [{ edition, secret }];
    });
    // A key without its current secret is of no use to anybody: it is left behind whole.
    if (!secrets.some(({ edition }) => edition === editions.current)) return [];
    const row = from.rows.secretSideRow('details', apiKey.id, 0);
    return [{ apiKey, secrets, details: row && orUndefined(() => from.openDetails(row, keys)) }];
  });
}

function writeKey(writer: SealedWriter, { apiKey, secrets, details }: OpenedKey, rowKeys: RowKeys): void {
  const { id, revision: _revision, ...record } = apiKey;
  const hasPrevious = secrets.some(({ edition }) => edition === editions.previous);
  const written = writer.insertApiKey(id, { ...record, previous: hasPrevious ? record.previous : null });
  for (const { edition, secret } of secrets) {
    writer.putSecret(written, edition, secret, rowKeys);
    wipeSecret(secret);
  }
  if (details === undefined) return;
  writer.putDetails(written, details, rowKeys);
  wipeSecret(details);
}

function writeEmptyHeads(rows: StoreWriter, { home, keys }: NewSeals, prunedSeq: number): void {
  const pruned = { ...chainStart, seq: prunedSeq };
  const index = { manifest: emptyManifest, audit: pruned, pruned, secretRevision: 1 };
  const secret = { manifest: emptyManifest, confirmed: pruned, pruned };
  rows.insertHead('index', sealHead(keys.index.head, home, 'index', 1, index));
  rows.insertHead('secret', sealHead(keys.secret.head, home, 'secret', 1, secret));
}

function keysOf(rowKeys: RowKeysById, apiKey: ApiKey): RowKeys {
  const keys = rowKeys.get(apiKey.id.toString('hex'));
  if (keys === undefined) throw new KeybearerError('changed-elsewhere', { name: apiKey.name });
  return keys;
}

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (caught) {
    if (caught instanceof KeybearerError) return undefined;
    throw caught;
  }
}
