import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { applicationId, schema, schemaVersion } from '../../../electron/storage/schema.ts';
import { createVaultFile, SqliteStore } from '../../../electron/storage/sqlite-store.ts';
import type { ApiKeyRow, HeadRow, Side, StoreWriter, VaultMeta } from '../../../electron/vault/ports.ts';
import { failure } from '../../support/failure.ts';
import { Scratch } from '../../support/scratch.ts';

const meta: VaultMeta = { vaultId: Buffer.alloc(16, 1), generation: 1, lockedEpoch: 0 };
const head: HeadRow = { revision: 1, sealed: Buffer.from('sealed') };
const heads: Record<Side, HeadRow> = { index: head, secret: head };
const nothing = () => {};
const slot = { id: Buffer.alloc(16, 2), kind: 'recovery', createdAt: 5, body: '{}' };
const apiKey: ApiKeyRow = {
  id: Buffer.alloc(16, 3),
  revision: 1,
  nameTag: Buffer.alloc(32, 4),
  sealed: Buffer.from('row'),
};
const secretRow = {
  table: 'secret',
  apiKeyId: apiKey.id,
  edition: 0,
  revision: 1,
  sealed: Buffer.from('secret'),
} as const;

async function newStore(scratch = new Scratch()): Promise<SqliteStore> {
  createVaultFile(scratch.path, meta, heads, nothing);
  return SqliteStore.open(scratch.path);
}

describe('createVaultFile', () => {
  it('writes the header numbers and the schema of docs/vault-format.md', () => {
    const scratch = new Scratch();
    createVaultFile(scratch.path, meta, heads, (rows) => rows.insertSlot(slot));
    const bytes = readFileSync(scratch.path);
    expect(bytes.toString('latin1', 0, 16)).toBe('SQLite format 3\0');
    expect(bytes.readUInt32BE(68)).toBe(0x4b627231);
    expect(bytes.readUInt32BE(60)).toBe(1);
    expect([applicationId, schemaVersion]).toEqual([0x4b627231, 1]);
    expect([bytes[18], bytes[19]]).toEqual([1, 1]); // a rollback journal, no WAL
    const file = new DatabaseSync(scratch.path);
    const rows = file.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').all();
    expect(rows.map((row) => row.sql)).toEqual(schema);
    expect(file.prepare('SELECT count(*) AS n FROM slot').get()).toEqual({ n: 1 });
    file.close();
  });

  it.each([
    ['a vault', (path: string) => createVaultFile(path, meta, heads, nothing)],
    ['any file', (path: string) => writeFileSync(path, 'mine')],
    ['an empty file', (path: string) => writeFileSync(path, '')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a symlink to nothing', (path: string) => symlinkSync('/nowhere', path)],
  ])('refuses to write over %s', (_what, put) => {
    const scratch = new Scratch();
    mkdirSync(dirname(scratch.path));
    put(scratch.path);
    const before = existsSync(scratch.path) && statSync(scratch.path).isFile() ? scratch.hash() : null;
    const other = { ...meta, vaultId: Buffer.alloc(16, 9) };
    expect(() => createVaultFile(scratch.path, other, heads, nothing)).toThrow(failure('vault-exists'));
    expect(readdirSync(dirname(scratch.path))).toEqual(['vault.db']);
    if (before !== null) expect(scratch.hash()).toBe(before);
  });

  it('leaves nothing behind when it cannot be filled', () => {
    const scratch = new Scratch();
    const fail = () => {
      throw new Error('no');
    };
    expect(() => createVaultFile(scratch.path, meta, heads, fail)).toThrow('no');
    expect(readdirSync(dirname(scratch.path))).toEqual([]);
  });

  it('tells a folder that cannot be made', () => {
    const scratch = new Scratch();
    writeFileSync(join(scratch.folder, 'file'), '');
    expect(() => createVaultFile(join(scratch.folder, 'file', 'vault.db'), meta, heads, nothing)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^vault-/) }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('modes of a new vault', () => {
  it('makes the folder for this user alone, and the file too', () => {
    const scratch = new Scratch();
    const umask = process.umask(0);
    try {
      createVaultFile(scratch.path, meta, heads, nothing);
    } finally {
      process.umask(umask);
    }
    expect(statSync(dirname(scratch.path)).mode & 0o777).toBe(0o700);
    expect(statSync(scratch.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(scratch.path))).toEqual(['vault.db']);
  });

  it('makes folders within folders', () => {
    const scratch = new Scratch();
    createVaultFile(join(scratch.folder, 'a', 'b', 'vault.db'), meta, heads, nothing);
    expect(statSync(join(scratch.folder, 'a')).mode & 0o777).toBe(0o700);
  });

  it('leaves the mode of a folder that is there', () => {
    const scratch = new Scratch();
    mkdirSync(dirname(scratch.path), { mode: 0o755 });
    chmodSync(dirname(scratch.path), 0o755);
    createVaultFile(scratch.path, meta, heads, nothing);
    expect(statSync(dirname(scratch.path)).mode & 0o777).toBe(0o755);
  });
});

describe('SqliteStore.open', () => {
  it('is not disturbed by what a killed creation left', async () => {
    const scratch = new Scratch();
    createVaultFile(scratch.path, meta, heads, (rows) => rows.insertSlot(slot));
    writeFileSync(`${scratch.path}.new-0123456789abcdef`, 'half a vault');
    writeFileSync(`${scratch.path}.new-0123456789abcdef-journal`, 'half a journal');
    const store = await SqliteStore.open(scratch.path);
    expect(await store.read((rows) => rows.slots())).toHaveLength(1);
    store.close();
  });

  it('opens a vault whose creator was killed before its draft was unlinked', async () => {
    const scratch = new Scratch();
    createVaultFile(scratch.path, meta, heads, (rows) => rows.insertSlot(slot));
    linkSync(scratch.path, `${scratch.path}.new-0123456789abcdef`);
    const store = await SqliteStore.open(scratch.path);
    expect(await store.read((rows) => rows.slots())).toHaveLength(1);
    store.close();
    expect(readdirSync(dirname(scratch.path))).toEqual(['vault.db']);
  });
});

describe('write', () => {
  it('is all or nothing', async () => {
    const store = await newStore();
    const failed = store.write((rows) => {
      rows.insertApiKey(apiKey);
      rows.bumpLockedEpoch();
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await store.read((rows) => [[...rows.apiKeys()], rows.meta().lockedEpoch])).toEqual([[], 0]);
    store.close();
  });

  it('refuses a file that was migrated since it was opened', async () => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    scratch.edit((file) => file.exec('PRAGMA user_version = 2'));
    const before = scratch.hash();
    await expect(store.write((rows) => rows.bumpLockedEpoch())).rejects.toEqual(
      failure('vault-from-newer-version', { version: 2 }),
    );
    expect(scratch.hash()).toBe(before);
    store.close();
  });

  it('waits for another process to end its transaction', async () => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    const other = new DatabaseSync(scratch.path);
    other.exec('BEGIN EXCLUSIVE');
    const written = store.write((rows) => rows.bumpLockedEpoch());
    const read = store.read((rows) => rows.meta().lockedEpoch);
    await new Promise((resolve) => setImmediate(resolve));
    other.exec('COMMIT');
    other.close();
    await written;
    expect([0, 1]).toContain(await read);
    expect(await store.read((rows) => rows.meta().lockedEpoch)).toBe(1);
    store.close();
  });
});

describe('read', () => {
  it('sees one state, whatever others commit meanwhile', async () => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    const version = store.dataVersion();
    await store.read((rows) => {
      const before = rows.meta().lockedEpoch;
      // A rollback journal lets nobody commit beside a reader: the other one is told so and tries again.
      expect(() => scratch.edit((file) => file.exec('UPDATE vault SET locked_epoch = 7'))).toThrow(/locked/);
      expect(rows.meta().lockedEpoch).toBe(before);
    });
    expect(store.dataVersion()).toBe(version);
    scratch.edit((file) => file.exec('UPDATE vault SET locked_epoch = 7'));
    expect(store.dataVersion()).not.toBe(version);
    expect(await store.read((rows) => rows.meta().lockedEpoch)).toBe(7);
    store.close();
  });
});

describe('checkIntegrity', () => {
  it('passes a sound file and finds a damaged tree', async () => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    await store.write((rows) => {
      for (let number = 1; number <= 200; number += 1) rows.insertEvent({ seq: number, sealed: Buffer.alloc(200) });
    });
    await store.checkIntegrity();
    const bytes = readFileSync(scratch.path);
    const lastPage = bytes.length - 4096;
    bytes.fill(0xff, lastPage, lastPage + 12);
    writeFileSync(scratch.path, bytes);
    const reopened = await SqliteStore.open(scratch.path);
    await expect(reopened.checkIntegrity()).rejects.toThrow(failure('vault-damaged'));
    reopened.close();
    store.close();
  });
});

/** Every write that must hit exactly one row, tried where it hits none. */
const misses: [string, (rows: StoreWriter) => void][] = [
  ['insertApiKey with an id that is there', (rows) => rows.insertApiKey({ ...apiKey, nameTag: Buffer.alloc(32) })],
  ['insertApiKey with a name that is taken', (rows) => rows.insertApiKey({ ...apiKey, id: Buffer.alloc(16) })],
  ['updateApiKey of another revision', (rows) => rows.updateApiKey({ ...apiKey, revision: 3 }, 2)],
  ['updateApiKey of a key that is gone', (rows) => rows.updateApiKey({ ...apiKey, id: Buffer.alloc(16) }, 1)],
  ['deleteApiKey of another revision', (rows) => rows.deleteApiKey(apiKey.id, 2)],
  ['insertSecretSide with one that is there', (rows) => rows.insertSecretSide(secretRow)],
  ['updateSecretSide of another revision', (rows) => rows.updateSecretSide(secretRow, 2)],
  ['updateSecretSide of another edition', (rows) => rows.updateSecretSide({ ...secretRow, edition: 1 }, 1)],
  ['deleteSecretSide of another revision', (rows) => rows.deleteSecretSide({ ...secretRow, revision: 2 })],
  ['updateHead of another revision', (rows) => rows.updateHead('index', head, 2)],
  ['insertEvent with a number that is there', (rows) => rows.insertEvent({ seq: 1, sealed: head.sealed })],
  ['insertSlot with one that is there', (rows) => rows.insertSlot(slot)],
  ['deleteSlot of one that is gone', (rows) => rows.deleteSlot(Buffer.alloc(16))],
  ['noteLeftover twice', (rows) => rows.noteLeftover(slot.id, 1)],
  ['setGeneration from another', (rows) => rows.setGeneration(3, 2)],
];

describe('SqliteRows', () => {
  it.each(misses)('refuses %s, and nothing is written', async (_what, miss) => {
    const store = await newStore();
    await store.write((rows) => {
      rows.insertApiKey(apiKey);
      rows.insertSecretSide(secretRow);
      rows.insertEvent({ seq: 1, sealed: head.sealed });
      rows.insertSlot(slot);
      rows.noteLeftover(slot.id, 1);
    });
    await expect(
      store.write((rows) => {
        rows.bumpLockedEpoch();
        miss(rows);
      }),
    ).rejects.toEqual(failure('changed-elsewhere'));
    expect(await store.read((rows) => rows.meta().lockedEpoch)).toBe(0);
    store.close();
  });

  it('answers what was written', async () => {
    const store = await newStore();
    const trashed = { ...apiKey, id: Buffer.alloc(16, 8), nameTag: null };
    await store.write((rows) => {
      rows.insertApiKey(apiKey);
      rows.insertApiKey(trashed);
      rows.insertApiKey({ ...trashed, id: Buffer.alloc(16, 9) }); // no tag is no name: it may be there twice
      rows.insertSecretSide(secretRow);
      rows.insertSecretSide({ ...secretRow, table: 'details' });
      rows.insertEvent({ seq: 2, sealed: Buffer.from('2') });
      rows.insertEvent({ seq: 1, sealed: Buffer.from('1') });
      rows.noteLeftover(slot.id, 99);
      rows.forgetLeftover(Buffer.alloc(16));
    });
    await store.read((rows) => {
      expect(rows.meta()).toEqual(meta);
      expect(rows.apiKeyByTag(apiKey.nameTag!)).toEqual(apiKey);
      expect(rows.apiKeyByTag(Buffer.alloc(32))).toBeUndefined();
      expect(rows.apiKeyById(trashed.id)).toEqual(trashed);
      expect([...rows.apiKeys()]).toHaveLength(3);
      expect(rows.trashed()).toHaveLength(2);
      expect(rows.secretSideRow('secret', apiKey.id, 0)).toEqual(secretRow);
      expect(rows.secretSideRow('secret', apiKey.id, 1)).toBeUndefined();
      expect([...rows.secretSideRows()].map((row) => row.table)).toEqual(['secret', 'details']);
      expect([...rows.eventsAfter(0)].map((row) => row.seq)).toEqual([1, 2]);
      expect([...rows.eventsAfter(1)].map((row) => row.seq)).toEqual([2]);
      expect(rows.leftovers()).toEqual([{ slotId: slot.id, notedAt: 99 }]);
      expect(rows.head('secret')).toEqual(head);
    });
    store.close();
  });

  it('clears the sealed rows and nothing else', async () => {
    const store = await newStore();
    await store.write((rows) => {
      rows.insertApiKey(apiKey);
      rows.insertSecretSide(secretRow);
      rows.insertSecretSide({ ...secretRow, table: 'details' });
      rows.insertEvent({ seq: 1, sealed: head.sealed });
      rows.insertSlot(slot);
      rows.clearSealedRows();
    });
    await store.read((rows) => {
      expect([...rows.apiKeys(), ...rows.secretSideRows(), ...rows.eventsAfter(0)]).toEqual([]);
      expect(rows.slots()).toEqual([slot]);
    });
    store.close();
  });

  it.each([
    ['a vault id of 15 bytes', "UPDATE vault SET vault_id = x'000102030405060708090a0b0c0d0e'"],
    ['an empty vault id', "UPDATE vault SET vault_id = x''"],
    ['generation 0', 'UPDATE vault SET generation = 0'],
    ['generation -1', 'UPDATE vault SET generation = -1'],
    ['generation 2^32', 'UPDATE vault SET generation = 4294967296'],
    ['no row', 'DELETE FROM vault'],
  ])('calls a vault with %s damaged', async (_what, sql) => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    scratch.edit((file) => file.exec(sql));
    await expect(store.read((rows) => rows.meta())).rejects.toEqual(failure('vault-damaged', { table: 'vault' }));
    store.close();
  });

  it('answers a number beyond 2^53 as one that no sound row has, and the rows beside it', async () => {
    const scratch = new Scratch();
    const store = await newStore(scratch);
    await store.write((rows) => {
      rows.insertApiKey(apiKey);
      rows.insertApiKey({ ...apiKey, id: Buffer.alloc(16, 8), nameTag: null });
    });
    scratch.edit((file) => file.exec('UPDATE api_key SET revision = 9223372036854775807 WHERE name_tag IS NULL'));
    const revisions = await store.read((rows) => [...rows.apiKeys()].map((row) => row.revision));
    expect(revisions.filter(Number.isSafeInteger)).toEqual([1]);
    store.close();
  });
});
