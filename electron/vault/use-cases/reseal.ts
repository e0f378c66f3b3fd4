/** Seals all that a vault holds under new keys, within one transaction. */
import { KeybearerError } from '../../../shared/errors.ts';
import { chainStart } from '../audit-chain.ts';
import { type Home, sealHead } from '../head.ts';
import { emptyManifest } from '../manifest.ts';
import type { StoreWriter } from '../ports.ts';
import { orUndefined, type SealedReader } from '../sealed-reader.ts';
import { SealedWriter } from '../sealed-writer.ts';
import { insertWholeKey, openWholeKeys, type RowKeysById, rowKeysOf, wipeWholeKeys } from '../whole-key.ts';
import type { IndexKeys, SecretKeys } from '../working-keys.ts';
import { openAuditLog, readableEvents } from './audit-log.ts';
import { inspectVault } from './check-vault.ts';

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
  const keys = openWholeKeys(from, rowKeys);
  const { events, prunedSeq } = orUndefined(() => openAuditLog(from)) ?? { events: readableEvents(from), prunedSeq: 0 };
  rows.clearSealedRows();
  rows.setGeneration(to.home.generation, from.home.generation);
  writeEmptyHeads(rows, to, prunedSeq);
  const writer = new SealedWriter(rows, to.home, to.keys);
  for (const key of keys) insertWholeKey(writer, key, rowKeysOf(to.rowKeys, key.id));
  wipeWholeKeys(keys);
  for (const { seq: _seq, ...event } of events) writer.appendEvent(event);
  return writer;
}

function writeEmptyHeads(rows: StoreWriter, { home, keys }: NewSeals, prunedSeq: number): void {
  const pruned = { ...chainStart, seq: prunedSeq };
  const index = { manifest: emptyManifest, audit: pruned, pruned, secretRevision: 1 };
  const secret = { manifest: emptyManifest, confirmed: pruned, pruned };
  rows.insertHead('index', sealHead(keys.index.head, home, 'index', 1, index));
  rows.insertHead('secret', sealHead(keys.secret.head, home, 'secret', 1, secret));
}
