/** Reads and writes of the vault's tables, as prepared statements. Nothing here knows what a row means. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { KeybearerError } from '../../shared/errors.ts';
import type {
  ApiKeyRow,
  EventRow,
  HeadRow,
  SecretSideRow,
  Side,
  SlotRow,
  StoreReader,
  StoreWriter,
  VaultMeta,
} from '../vault/ports.ts';

type Value = Uint8Array | number | string | null;
type Cell = Uint8Array | bigint | string | null;
type Cells = Record<string, Cell>;

export class SqliteRows implements StoreWriter {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  meta(): VaultMeta {
    const row = this.#get('SELECT vault_id, generation, locked_epoch FROM vault WHERE one = 1');
    if (row === undefined) throw new KeybearerError('vault-damaged', { table: 'vault' });
    const meta = {
      vaultId: blob(row.vault_id),
      generation: number(row.generation),
      lockedEpoch: number(row.locked_epoch),
    };
    const isSound = meta.vaultId.length === 16 && meta.generation > 0 && meta.generation < 2 ** 32;
    if (!isSound) throw new KeybearerError('vault-damaged', { table: 'vault' });
    return meta;
  }

  slots(): SlotRow[] {
    return this.#all('SELECT id, kind, created_at, body FROM slot ORDER BY rowid').map((row) => ({
      id: blob(row.id),
      kind: String(row.kind),
      createdAt: number(row.created_at),
      body: String(row.body),
    }));
  }

  leftovers() {
    return this.#all('SELECT slot_id, noted_at FROM leftover').map((row) => ({
      slotId: blob(row.slot_id),
      notedAt: number(row.noted_at),
    }));
  }

  head(side: Side): HeadRow {
    const row = this.#get('SELECT revision, sealed FROM head WHERE side = ?', side);
    if (row === undefined) throw new KeybearerError('manifest-mismatch', { side });
    return { revision: number(row.revision), sealed: blob(row.sealed) };
  }

  apiKeyByTag(nameTag: Buffer): ApiKeyRow | undefined {
    return apiKeyRow(this.#get(`${selectApiKey} WHERE name_tag = ?`, nameTag));
  }

  apiKeyById(id: Buffer): ApiKeyRow | undefined {
    return apiKeyRow(this.#get(`${selectApiKey} WHERE id = ?`, id));
  }

  *apiKeys(): Iterable<ApiKeyRow> {
    const statement = this.#prepare(selectApiKey);
    statement.setReturnArrays(true); // an object per row would be a tenth of the time that opening a vault takes
    for (const [id, revision, tag, sealed] of statement.iterate() as unknown as Iterable<Cell[]>) {
      yield {
        id: blob(id),
        revision: number(revision),
        nameTag: tag === null ? null : blob(tag),
        sealed: blob(sealed),
      };
    }
  }

  trashed(): ApiKeyRow[] {
    return this.#all(`${selectApiKey} WHERE name_tag IS NULL`).map((row) => apiKeyRow(row)!);
  }

  secretSideRow(table: 'secret' | 'details', apiKeyId: Buffer, edition: number): SecretSideRow | undefined {
    const row = this.#get(`SELECT * FROM ${table} WHERE api_key_id = ? AND edition = ?`, apiKeyId, edition);
    return row === undefined ? undefined : secretSideRow(table, row);
  }

  *secretSideRows(): Iterable<SecretSideRow> {
    for (const table of ['secret', 'details'] as const) {
      for (const row of this.#statement(`SELECT * FROM ${table}`).iterate()) yield secretSideRow(table, row as Cells);
    }
  }

  *eventsAfter(seq: number): Iterable<EventRow> {
    for (const row of this.#statement('SELECT seq, sealed FROM event WHERE seq > ? ORDER BY seq').iterate(seq)) {
      yield { seq: number((row as Cells).seq), sealed: blob((row as Cells).sealed) };
    }
  }

  insertApiKey(row: ApiKeyRow): void {
    this.#changeOne(
      'INSERT INTO api_key (id, revision, name_tag, sealed) VALUES (?, ?, ?, ?)',
      row.id,
      row.revision,
      row.nameTag,
      row.sealed,
    );
  }

  updateApiKey(row: ApiKeyRow, previous: number): void {
    const sql = 'UPDATE api_key SET revision = ?, name_tag = ?, sealed = ? WHERE id = ? AND revision = ?';
    this.#changeOne(sql, row.revision, row.nameTag, row.sealed, row.id, previous);
  }

  deleteApiKey(id: Buffer, revision: number): void {
    this.#changeOne('DELETE FROM api_key WHERE id = ? AND revision = ?', id, revision);
  }

  insertSecretSide({ table, apiKeyId, edition, revision, sealed }: SecretSideRow): void {
    const sql = `INSERT INTO ${table} (api_key_id, edition, revision, sealed) VALUES (?, ?, ?, ?)`;
    this.#changeOne(sql, apiKeyId, edition, revision, sealed);
  }

  updateSecretSide({ table, apiKeyId, edition, revision, sealed }: SecretSideRow, previous: number): void {
    const sql = `UPDATE ${table} SET revision = ?, sealed = ? WHERE api_key_id = ? AND edition = ? AND revision = ?`;
    this.#changeOne(sql, revision, sealed, apiKeyId, edition, previous);
  }

  deleteSecretSide({ table, apiKeyId, edition, revision }: Omit<SecretSideRow, 'sealed'>): void {
    this.#changeOne(
      `DELETE FROM ${table} WHERE api_key_id = ? AND edition = ? AND revision = ?`,
      apiKeyId,
      edition,
      revision,
    );
  }

  insertHead(side: Side, row: HeadRow): void {
    this.#changeOne('INSERT INTO head (side, revision, sealed) VALUES (?, ?, ?)', side, row.revision, row.sealed);
  }

  updateHead(side: Side, row: HeadRow, previous: number): void {
    this.#changeOne(
      'UPDATE head SET revision = ?, sealed = ? WHERE side = ? AND revision = ?',
      row.revision,
      row.sealed,
      side,
      previous,
    );
  }

  insertEvent(row: EventRow): void {
    this.#changeOne('INSERT INTO event (seq, sealed) VALUES (?, ?)', row.seq, row.sealed);
  }

  deleteEventsUpTo(seq: number): number {
    return this.#run('DELETE FROM event WHERE seq <= ?', seq);
  }

  insertSlot(row: SlotRow): void {
    this.#changeOne(
      'INSERT INTO slot (id, kind, created_at, body) VALUES (?, ?, ?, ?)',
      row.id,
      row.kind,
      row.createdAt,
      row.body,
    );
  }

  deleteSlot(id: Buffer): void {
    this.#changeOne('DELETE FROM slot WHERE id = ?', id);
  }

  noteLeftover(slotId: Buffer, notedAt: number): void {
    this.#changeOne('INSERT INTO leftover (slot_id, noted_at) VALUES (?, ?)', slotId, notedAt);
  }

  forgetLeftover(slotId: Buffer): void {
    this.#run('DELETE FROM leftover WHERE slot_id = ?', slotId);
  }

  bumpLockedEpoch(): void {
    this.#changeOne('UPDATE vault SET locked_epoch = locked_epoch + 1');
  }

  setGeneration(generation: number, previous: number): void {
    this.#changeOne('UPDATE vault SET generation = ? WHERE generation = ?', generation, previous);
  }

  clearSealedRows(): void {
    for (const table of ['head', 'api_key', 'secret', 'details', 'event']) this.#run(`DELETE FROM ${table}`);
  }

  /** The rows of a vault that holds nothing yet. */
  insertFirst(meta: VaultMeta, heads: Record<Side, HeadRow>): void {
    const sql = 'INSERT INTO vault (one, vault_id, generation, locked_epoch) VALUES (1, ?, ?, ?)';
    this.#changeOne(sql, meta.vaultId, meta.generation, meta.lockedEpoch);
    for (const side of ['index', 'secret'] as const) this.insertHead(side, heads[side]);
  }

  #changeOne(sql: string, ...values: Value[]): void {
    const changes = this.#run(sql, ...values);
    if (changes !== 1) throw new KeybearerError('changed-elsewhere', { changes });
  }

  #run(sql: string, ...values: Value[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #get(sql: string, ...values: Value[]): Cells | undefined {
    return this.#statement(sql).get(...values) as Cells | undefined;
  }

  #all(sql: string): Cells[] {
    return this.#statement(sql).all() as Cells[];
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #prepare(sql: string): StatementSync {
    const prepared = this.#connection.prepare(sql);
    // A number beyond 2^53 would be thrown out by the driver, and one altered row would hide all others.
    prepared.setReadBigInts(true);
    return prepared;
  }
}

/** What a reader may do with the same rows. */
export type SqliteReader = StoreReader;

const selectApiKey = 'SELECT id, revision, name_tag, sealed FROM api_key';

function apiKeyRow(row: Cells | undefined): ApiKeyRow | undefined {
  if (row === undefined) return undefined;
  const tag = row.name_tag;
  return {
    id: blob(row.id),
    revision: number(row.revision),
    nameTag: tag === null ? null : blob(tag),
    sealed: blob(row.sealed),
  };
}

function secretSideRow(table: 'secret' | 'details', row: Cells): SecretSideRow {
  const { api_key_id: id, edition, revision, sealed } = row;
  return { table, apiKeyId: blob(id), edition: number(edition), revision: number(revision), sealed: blob(sealed) };
}

// A view of the same memory, not a copy: SQLite already made one.
function blob(cell: Cell | undefined): Buffer {
  if (!(cell instanceof Uint8Array)) throw new KeybearerError('vault-damaged', { reason: 'cell' });
  return Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength);
}

/** Beyond 2^53 it is the nearest number, which no sound row has: its seal does not open. */
function number(cell: Cell | undefined): number {
  if (typeof cell !== 'bigint') throw new KeybearerError('vault-damaged', { reason: 'cell' });
  return Number(cell);
}
