/** A SQLite connection to a vault file, set up and checked: nothing is read from a file that did not pass here. */
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { KeybearerError } from '../../shared/errors.ts';
import { removeDrafts } from './draft.ts';
import { checkFileHeader } from './file-header.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';
import { translating } from './sqlite-errors.ts';
import { checkVaultFile } from './vault-folder.ts';

/** How long a call may block this thread on another process's lock; longer waits are asynchronous retries. */
const blockingBusyMs = 50;

/** Opens a vault file that exists. It is never created here, nor repaired. */
export function openConnection(path: string): DatabaseSync {
  const { nlink, ino } = checkVaultFile(path);
  if (nlink > 1) removeDrafts(path, ino);
  checkFileHeader(path);
  const connection = connect(path, 'rw');
  try {
    translating('open', () => checkFormat(connection));
    return connection;
  } catch (caught) {
    connection.close();
    throw caught;
  }
}

/** Opens an empty file of ours and writes the schema, which its first transaction completes. */
export function createConnection(path: string): DatabaseSync {
  const connection = connect(path, 'rw');
  try {
    translating('open', () => {
      setUp(connection);
      connection.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${schemaVersion}`);
      for (const statement of schema) connection.exec(statement);
    });
    return connection;
  } catch (caught) {
    connection.close();
    throw caught;
  }
}

/** The number in the file's header, read anew: another process may have migrated it. */
export function userVersion(connection: DatabaseSync): number {
  return pragma(connection, 'user_version');
}

export function pragma(connection: DatabaseSync, name: string): number {
  const row = connection.prepare(`PRAGMA ${name}`).get() as Record<string, number> | undefined;
  return Object.values(row ?? {})[0] ?? 0;
}

// mode=rw: a missing file is an error, never a new and empty vault.
function connect(path: string, mode: 'rw'): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set('mode', mode);
  return translating(
    'open',
    () => new DatabaseSync(url, { timeout: blockingBusyMs, allowExtension: false, defensive: true }),
  );
}

function setUp(connection: DatabaseSync): void {
  // EXTRA also syncs the folder after the journal is deleted: what was acknowledged survives a power cut.
  connection.exec(`
    PRAGMA trusted_schema=OFF; PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA fullfsync=ON;
    PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0`);
}

function checkFormat(connection: DatabaseSync): void {
  if (pragma(connection, 'application_id') !== applicationId)
    throw new KeybearerError('not-a-vault', { reason: 'application-id' });
  const version = userVersion(connection);
  if (version > schemaVersion) throw new KeybearerError('vault-from-newer-version', { version });
  if (version !== schemaVersion) throw new KeybearerError('not-a-vault', { reason: 'version' });
  checkSchema(connection);
  setUp(connection);
}

// A planted trigger or view could swallow writes or answer other rows: the text must be ours and nothing else (K11).
function checkSchema(connection: DatabaseSync): void {
  const rows = connection.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').all();
  const texts = rows.map((row) => row.sql);
  if (texts.length !== schema.length || texts.some((text, at) => text !== schema[at]))
    throw new KeybearerError('schema-altered');
}
