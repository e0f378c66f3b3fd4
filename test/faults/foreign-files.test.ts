/** Something else where the vault should be, or beside it: refused with a code, at once, and left as it was. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVaultIn, newHome, openVaultIn, removeHome, type TestHome } from '../support/test-vault.ts';
import { perform } from '../support/vault-operation.ts';

const onlyPosix = it.skipIf(process.platform === 'win32');
let home: TestHome;

beforeEach(async () => {
  home = newHome();
  const vault = await createVaultIn(home);
  await perform(vault, { kind: 'add', name: 'kept', secret: 'kept secret', notes: '' });
  await vault.close();
});
afterEach(() => removeHome(home));

/** Puts something in the vault's place; the vault itself moves aside. */
function replace(put: (path: string, vault: string) => void): void {
  const aside = join(home.folder, 'aside.db');
  renameSync(home.path, aside);
  put(home.path, aside);
}

function withDatabase(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** Names, kinds and contents of all that is in the vault's folder. */
function folder(): string[] {
  return readdirSync(home.folder).map((file) => {
    const path = join(home.folder, file);
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return `${file} -> ${readlinkSync(path)}`;
    if (!stats.isFile()) return `${file}: no file`;
    return `${file}: ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
  });
}

async function expectRefusal(code: string): Promise<void> {
  const before = folder();
  await expect(openVaultIn(home)).rejects.toEqual(expect.objectContaining({ name: 'KeybearerError', code }));
  expect(folder()).toEqual(before);
}

describe('in place of a vault', () => {
  it.each<[string, string, (path: string, vault: string) => void]>([
    ['nothing', 'vault-not-found', () => {}],
    ['a folder', 'not-a-vault', (path) => mkdirSync(path)],
    ['an empty file', 'not-a-vault', (path) => writeFileSync(path, '')],
    ['text', 'not-a-vault', (path) => writeFileSync(path, 'stripe-live=sk_live_123\n')],
    ['a few random bytes', 'not-a-vault', (path) => writeFileSync(path, randomBytes(50))],
    ['many random bytes', 'not-a-vault', (path) => writeFileSync(path, randomBytes(100_000))],
    ['a database of somebody else', 'not-a-vault', (path) => withDatabase(path, 'CREATE TABLE theirs (x)')],
    [
      'a database of somebody else that is called a vault',
      'schema-altered',
      (path) =>
        withDatabase(path, 'CREATE TABLE theirs (x); PRAGMA application_id = 1264742961; PRAGMA user_version = 1'),
    ],
    ['an empty database', 'not-a-vault', (path) => withDatabase(path, 'PRAGMA user_version = 1')],
  ])('%s is refused', async (_what, code, put) => {
    replace(put);
    await expectRefusal(code);
  });

  onlyPosix('a symbolic link to a vault is refused', async () => {
    replace((path, vault) => symlinkSync(vault, path));
    await expectRefusal('not-a-vault');
  });

  onlyPosix('a symbolic link to nothing is refused', async () => {
    replace((path) => symlinkSync(join(home.folder, 'nothing'), path));
    await expectRefusal('not-a-vault');
  });

  onlyPosix('a FIFO is refused, and not waited for', async () => {
    replace((path) => execFileSync('mkfifo', [path]));
    await expectRefusal('not-a-vault');
  });

  it('a vault of a future version is refused', async () => {
    withDatabase(home.path, 'PRAGMA user_version = 2147483647');
    await expectRefusal('vault-from-newer-version');
  });

  it('a vault to which somebody gave a write-ahead log is refused', async () => {
    withDatabase(home.path, 'PRAGMA journal_mode = WAL');
    await expectRefusal('not-a-vault');
  });

  it("somebody else's database with a write-ahead log is refused", async () => {
    replace((path) => withDatabase(path, 'PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)'));
    await expectRefusal('not-a-vault');
  });
});

describe('beside a vault', () => {
  it.each(['-wal', '-shm'])('a foreign %s is left alone', async (suffix) => {
    writeFileSync(home.path + suffix, randomBytes(5000));
    if (suffix === '-wal') await expectRefusal('not-a-vault');
    const before = folder();
    if (suffix === '-shm') await expectKept();
    expect(folder()).toEqual(before);
  });

  it('an empty journal changes nothing', async () => {
    writeFileSync(`${home.path}-journal`, '');
    await expectKept();
  });

  it('a journal that says nothing changes nothing', async () => {
    for (const first of [0, 1, 0xd9]) {
      const noise = randomBytes(10_000);
      noise[0] = first;
      writeFileSync(`${home.path}-journal`, noise);
      const before = readFileSync(home.path);
      await expectKept();
      expect(readFileSync(home.path)).toEqual(before);
    }
  });

  it('a folder as its journal is refused', async () => {
    mkdirSync(`${home.path}-journal`);
    await expectRefusal('not-a-vault');
  });

  onlyPosix('a FIFO as its journal is refused, and not waited for', async () => {
    execFileSync('mkfifo', [`${home.path}-journal`]);
    await expectRefusal('not-a-vault');
  });

  it('another draft is left alone', async () => {
    writeFileSync(`${home.path}.new-0123456789abcdef`, 'somebody is creating a vault');
    const before = folder();
    await expectKept();
    expect(folder()).toEqual(before);
  });
});

async function expectKept(): Promise<void> {
  const vault = await openVaultIn(home);
  await vault.unlock(['index', 'secret']);
  const { apiKeys, findings } = await vault.read((reader) => reader.allApiKeys());
  expect(findings).toEqual([]);
  expect(apiKeys.map(({ name }) => name)).toEqual(['kept']);
  await vault.close();
}
