import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { openConnection, pragma } from '../../../electron/storage/connection.ts';
import { applicationId, schema, schemaVersion } from '../../../electron/storage/schema.ts';
import { SqliteStore } from '../../../electron/storage/sqlite-store.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { failure } from '../../support/failure.ts';
import { Scratch, secretOf } from '../../support/scratch.ts';

let scratch: Scratch;

beforeEach(async () => {
  scratch = new Scratch();
  const vault = await scratch.create();
  await addKey(vault, { name: 'k' }, secretOf('s3'));
  await vault.close();
});

/** What lies in the vault's folder, with its bytes and modes: a refused file must be as it was. */
function folderState(): Record<string, string> {
  const folder = dirname(scratch.path);
  return Object.fromEntries(
    readdirSync(folder).map((file) => {
      const stats = statSync(join(folder, file));
      const bytes = stats.isFile() ? readFileSync(join(folder, file)).toString('base64') : '';
      return [file, `${stats.mode.toString(8)} ${bytes}`];
    }),
  );
}

async function expectRefusedUntouched(code: Parameters<typeof failure>[0], details = {}): Promise<void> {
  const before = folderState();
  expect(() => openConnection(scratch.path)).toThrow(failure(code, details));
  await expect(SqliteStore.open(scratch.path)).rejects.toEqual(failure(code, details));
  expect(folderState()).toEqual(before);
}

describe('openConnection', () => {
  it('sets every connection up', () => {
    const connection = openConnection(scratch.path);
    const text = (name: string) => Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(text('journal_mode')).toBe('delete');
    expect(text('synchronous')).toBe(3); // EXTRA
    expect(text('secure_delete')).toBe(1);
    expect(text('trusted_schema')).toBe(0);
    expect(text('fullfsync')).toBe(1);
    expect(text('temp_store')).toBe(2); // memory
    expect(text('cell_size_check')).toBe(1);
    expect(text('mmap_size')).toBe(0);
    expect(pragma(connection, 'busy_timeout')).toBe(50);
    connection.close();
  });

  it('loads no extensions and lets nobody write the schema', () => {
    const connection = openConnection(scratch.path);
    expect(() => connection.enableLoadExtension(true)).toThrow();
    connection.exec('PRAGMA writable_schema=ON');
    expect(() => connection.exec("UPDATE sqlite_schema SET sql = ''")).toThrow();
    connection.close();
  });

  it('leaves a file that it opens and closes as it was', () => {
    const before = folderState();
    openConnection(scratch.path).close();
    expect(folderState()).toEqual(before);
  });

  it.each([
    ['no file', () => renameSync(scratch.path, `${scratch.path}.away`), 'vault-not-found', {}],
    ['an empty file', () => truncateSync(scratch.path, 0), 'not-a-vault', { reason: 'empty' }],
    ['text', () => writeFileSync(scratch.path, 'hello\n'.repeat(1000)), 'not-a-vault', {}],
    ['zeros', () => writeFileSync(scratch.path, Buffer.alloc(8192)), 'not-a-vault', {}],
    ['one byte', () => truncateSync(scratch.path, 1), 'not-a-vault', {}],
    ['a header alone', () => truncateSync(scratch.path, 100), 'vault-damaged', {}],
    [
      'a folder',
      () => {
        renameSync(scratch.path, `${scratch.path}.away`);
        mkdirSync(scratch.path);
      },
      'not-a-vault',
      { reason: 'no-file' },
    ],
    [
      'a symlink to a vault',
      () => {
        renameSync(scratch.path, `${scratch.path}.away`);
        symlinkSync(`${scratch.path}.away`, scratch.path);
      },
      'not-a-vault',
      { reason: 'symlink' },
    ],
    [
      'a symlink to nothing',
      () => {
        renameSync(scratch.path, `${scratch.path}.away`);
        symlinkSync('/nowhere', scratch.path);
      },
      'not-a-vault',
      { reason: 'symlink' },
    ],
  ] as const)('refuses %s', (_what, put, code, details) => {
    put();
    const names = readdirSync(dirname(scratch.path)).sort();
    expect(() => openConnection(scratch.path)).toThrow(failure(code, details));
    expect(readdirSync(dirname(scratch.path)).sort()).toEqual(names);
  });

  it.skipIf(process.platform === 'win32')('refuses a FIFO at once: opening one would wait for a writer', () => {
    renameSync(scratch.path, `${scratch.path}.away`);
    expect(spawnSync('mkfifo', [scratch.path]).status).toBe(0);
    expect(() => openConnection(scratch.path)).toThrow(failure('not-a-vault', { reason: 'no-file' }));
  });

  it('never creates a vault, nor its folder', async () => {
    const path = join(scratch.folder, 'nowhere', 'vault.db');
    await expect(SqliteStore.open(path)).rejects.toEqual(failure('vault-not-found'));
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('opens a file whose path a URL would misread', async () => {
    const odd = join(scratch.folder, process.platform === 'win32' ? 'a#%41 b' : 'a?mode=memory#%41 b');
    mkdirSync(odd);
    copyFileSync(scratch.path, join(odd, 'vault.db'));
    openConnection(join(odd, 'vault.db')).close();
    expect(readdirSync(odd)).toEqual(['vault.db']);
    expect(readFileSync(join(odd, 'vault.db'))).toEqual(readFileSync(scratch.path));
  });

  it('refuses a vault of a newer version untouched', async () => {
    scratch.edit((file) => file.exec(`PRAGMA user_version = ${schemaVersion + 1}`));
    await expectRefusedUntouched('vault-from-newer-version', { version: schemaVersion + 1 });
  });

  it.each([0, -1])('refuses version %i', async (version) => {
    scratch.edit((file) => file.exec(`PRAGMA user_version = ${version}`));
    await expectRefusedUntouched('not-a-vault', { reason: 'version' });
  });

  it.each([0, 1, applicationId ^ 1])('refuses application id %i', async (id) => {
    scratch.edit((file) => file.exec(`PRAGMA application_id = ${id}`));
    await expectRefusedUntouched('not-a-vault', { reason: 'application-id' });
  });

  it('refuses a database of somebody else', async () => {
    renameSync(scratch.path, `${scratch.path}.away`);
    const other = new DatabaseSync(scratch.path);
    other.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    other.close();
    await expectRefusedUntouched('not-a-vault', { reason: 'application-id' });
  });

  // Each of them could swallow a write, or answer other rows than those that are there.
  it.each([
    ['a trigger', 'CREATE TRIGGER t BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END'],
    ['a trigger on another table', 'CREATE TRIGGER t AFTER DELETE ON secret BEGIN DELETE FROM event; END'],
    ['a view', 'CREATE VIEW v AS SELECT * FROM secret'],
    ['an index', 'CREATE INDEX i ON secret (revision)'],
    ['a unique index', 'CREATE UNIQUE INDEX i ON event (sealed)'],
    ['an index on an expression', "CREATE INDEX i ON slot (json_extract(body, '$'))"],
    ['a table', 'CREATE TABLE t (x)'],
    ['a virtual table', 'CREATE VIRTUAL TABLE t USING fts5(x)'],
    ['statistics of ANALYZE', 'ANALYZE'],
    ['a column', 'ALTER TABLE secret ADD COLUMN extra TEXT'],
    ['a generated column', 'ALTER TABLE secret ADD COLUMN extra BLOB AS (sealed) VIRTUAL'],
    ['a column with a default', 'ALTER TABLE slot ADD COLUMN extra INTEGER DEFAULT 1'],
    ['another name for a column', 'ALTER TABLE secret RENAME COLUMN sealed TO wrapped'],
    ['another name for a table', 'ALTER TABLE leftover RENAME TO leftovers'],
    ['a missing table', 'DROP TABLE leftover'],
    ['its last table missing', 'DROP TABLE event'],
    ['a table made again with other types', 'DROP TABLE leftover; CREATE TABLE leftover (slot_id, noted_at)'],
    [
      'a table made again with one space more',
      `DROP TABLE leftover; ${schema[2]!.replace('CREATE TABLE leftover (', 'CREATE TABLE leftover  (')}`,
    ],
    ['a table made again as it was, in another order', `DROP TABLE vault; ${schema[0]}`],
  ])('refuses a file with %s, and leaves it as it was (K11)', async (_what, sql) => {
    scratch.edit((file) => file.exec(sql));
    await expectRefusedUntouched('schema-altered');
  });

  it.each([
    ['a check taken out', "UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (one = 1)', '') WHERE name = 'vault'"],
    ['a UNIQUE taken out', "UPDATE sqlite_schema SET sql = replace(sql, ' UNIQUE', '') WHERE name = 'api_key'"],
    ['an empty entry', "INSERT INTO sqlite_schema VALUES ('table', 't', 't', 0, '')"],
  ])('refuses a file with %s in its schema', async (_what, sql) => {
    scratch.edit((file) => file.exec(`PRAGMA writable_schema = ON; ${sql}`));
    const before = folderState();
    expect(() => openConnection(scratch.path)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(schema-altered|vault-damaged)$/) }),
    );
    expect(folderState()).toEqual(before);
  });
});
