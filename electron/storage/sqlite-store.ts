/** The vault file through node:sqlite: transactions, waiting for other processes, and creation that is whole or not at all. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { HeadRow, Side, StoreReader, StoreWriter, VaultMeta, VaultStore } from '../vault/ports.ts';
import { createConnection, openConnection, pragma, userVersion } from './connection.ts';
import { newDraftPath, removeDraft, removeDrafts } from './draft.ts';
import { SqliteRows } from './rows.ts';
import { schemaVersion } from './schema.ts';
import { isCannotOpen, translateSqlite, translating } from './sqlite-errors.ts';
import { folderRefusal, makeVaultFolder, translateFileError } from './vault-folder.ts';

/** How long to go on asking while others write: longer than any transaction of ours, re-keying 100,000 keys among them. */
const patienceMs = 30_000;

export class SqliteStore implements VaultStore {
  readonly #connection: DatabaseSync;
  readonly #rows: SqliteRows;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#rows = new SqliteRows(connection);
  }

  /** @throws KeybearerError 'vault-not-found', 'not-a-vault', 'vault-from-newer-version', 'schema-altered', 'vault-damaged', ... */
  static async open(path: string): Promise<SqliteStore> {
    return new SqliteStore(await patiently(() => openConnection(path)));
  }

  read<T>(work: (reader: StoreReader) => T): Promise<T> {
    return patiently(() => this.#transaction('BEGIN', () => work(this.#rows)));
  }

  async write<T>(work: (writer: StoreWriter) => T): Promise<T> {
    try {
      return await patiently(() =>
        this.#transaction('BEGIN IMMEDIATE', () => {
          // Only now, behind the lock, is it certain what the file is.
          const version = userVersion(this.#connection);
          if (version !== schemaVersion) throw new KeybearerError('vault-from-newer-version', { version });
          return work(this.#rows);
        }),
      );
    } catch (caught) {
      throw this.#withReason(caught);
    }
  }

  dataVersion(): number {
    return translating('transaction', () => pragma(this.#connection, 'data_version'));
  }

  async checkIntegrity(): Promise<void> {
    const check = () => this.#connection.prepare('PRAGMA integrity_check(1)').all();
    const rows = await patiently(() => translating('transaction', check));
    if (rows[0]?.integrity_check !== 'ok') throw new KeybearerError('vault-damaged', { reason: 'tree' });
  }

  close(): void {
    this.#connection.close();
  }

  // That the journal cannot be made is all that SQLite tells: a disk on which no more files fit is not read-only.
  #withReason(caught: unknown): unknown {
    const path = this.#connection.location();
    if (!isKeybearerError(caught, 'vault-read-only') || !isCannotOpen(caught.cause) || path === null) return caught;
    return folderRefusal(path) ?? caught;
  }

  #transaction<T>(begin: string, work: () => T): T {
    return translating('transaction', () => {
      this.#connection.exec(begin);
      try {
        const result = work();
        this.#connection.exec('COMMIT');
        return result;
      } catch (caught) {
        // SQLite has rolled back by itself after some errors (a full disk); a second time would hide the first error.
        if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
        throw caught;
      }
    });
  }
}

/**
 * Creates a vault file. It appears under its name complete and synced, or not at all: it is written beside it and linked.
 *
 * @throws KeybearerError 'vault-exists' when there is anything under that name.
 */
export function createVaultFile(
  path: string,
  meta: VaultMeta,
  heads: Record<Side, HeadRow>,
  fill: (writer: StoreWriter) => void,
): void {
  makeVaultFolder(path);
  const draft = newDraftPath(path);
  try {
    writeDraft(draft, meta, heads, fill);
    linkSync(draft, path);
  } catch (caught) {
    // Whoever was first has removed this draft, so the error may be any.
    throw existsSync(path)
      ? new KeybearerError('vault-exists', { path }, caught)
      : translateFileError(translateSqlite(caught));
  } finally {
    removeDraft(draft);
  }
  syncEntry(path);
  removeDrafts(path);
}

function writeDraft(
  draft: string,
  meta: VaultMeta,
  heads: Record<Side, HeadRow>,
  fill: (writer: StoreWriter) => void,
): void {
  closeSync(openSync(draft, 'wx', 0o600));
  const connection = createConnection(draft);
  try {
    connection.exec('BEGIN IMMEDIATE');
    const rows = new SqliteRows(connection);
    rows.insertFirst(meta, heads);
    fill(rows);
    connection.exec('COMMIT');
  } finally {
    connection.close();
  }
}

// A vault whose name may not survive a power cut is not acknowledged, so it does not stay either.
function syncEntry(path: string): void {
  try {
    syncFolder(dirname(path));
  } catch (caught) {
    rmSync(path, { force: true });
    throw translateFileError(caught);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there; NTFS journals the entry itself
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Tries again, without blocking, while another process holds the file. */
async function patiently<T>(attempt: () => T): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, 100)) {
    try {
      return attempt();
    } catch (caught) {
      if (!isKeybearerError(caught, 'vault-busy') || performance.now() > giveUpAt) throw caught;
      await delay(waitMs * (0.5 + (process.pid % 16) / 16)); // processes that wait for each other fall out of step
    }
  }
}
