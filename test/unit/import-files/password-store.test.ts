import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPasswordStore, readPasswordStore } from '../../../electron/import-files/password-store.ts';
import { failure } from '../../support/failure.ts';

/** A store that `pass` itself made, for a key of a keyring of its own. */
let root: string;
let store: string;
const outside = { ...process.env };

function run(command: string, args: readonly string[], input = ''): void {
  const { status, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

const read = (signal = new AbortController().signal) => readPasswordStore(store, signal);

describe.skipIf(process.platform !== 'linux')('readPasswordStore', () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'kb-pass-')); // short: gpg's sockets lie below it
    store = join(root, 'store');
    mkdirSync(join(root, 'gnupg'), { mode: 0o700 });
    Object.assign(process.env, { GNUPGHOME: join(root, 'gnupg'), PASSWORD_STORE_DIR: store });
    run('gpg', ['--batch', '--passphrase', '', '--quick-gen-key', 'test', 'default', 'default', 'never']);
    run('pass', ['init', 'test']);
    run('pass', ['insert', '-m', 'github/ci'], 's3cret\nuser: octo\nurl: https://github.com\n');
    run('pass', ['insert', '-m', 'plain'], 'ü "quoted"\n');
  });
  afterAll(() => {
    spawnSync('gpgconf', ['--kill', 'all']);
    for (const name of ['GNUPGHOME', 'PASSWORD_STORE_DIR', 'PATH'])
      if (outside[name] === undefined) delete process.env[name];
      else process.env[name] = outside[name];
    rmSync(root, { recursive: true, force: true });
  });

  it('decrypts every entry of a store that pass made', async () => {
    expect(isPasswordStore(store)).toBe(true);
    expect(await read()).toEqual({
      path: store,
      kind: 'pass',
      leftOut: [],
      items: [
        {
          nature: 'entry',
          title: 'github/ci',
          line: null,
          account: 'octo',
          url: 'https://github.com',
          tags: ['github'],
          fields: [{ label: '', value: 's3cret' }],
        },
        { nature: 'entry', title: 'plain', line: null, tags: [], fields: [{ label: '', value: 'ü "quoted"' }] },
      ],
    });
  });

  it('follows no link, looks into no hidden folder, and leaves the store as it was', async () => {
    const before = readdirSync(store).toSorted();
    symlinkSync(store, join(store, 'loop'));
    symlinkSync(join(store, 'plain.gpg'), join(store, 'link.gpg'));
    mkdirSync(join(store, '.git'));
    writeFileSync(join(store, '.git', 'x.gpg'), 'no entry');
    writeFileSync(join(store, 'README'), 'no entry');
    expect((await read()).items.map(({ title }) => title)).toEqual(['github/ci', 'plain']);
    for (const name of ['loop', 'link.gpg', '.git', 'README']) rmSync(join(store, name), { recursive: true });
    expect(readdirSync(store).toSorted()).toEqual(before);
  });

  it('says which entry gpg could not decrypt', async () => {
    writeFileSync(join(store, 'broken.gpg'), 'hunter2');
    const path = join(store, 'broken.gpg');
    await expect(read()).rejects.toThrow(failure('source-tool-failed', { path }));
    rmSync(path);
  });

  it('ends when it is told to, and says so where there is no gpg', async () => {
    await expect(read(AbortSignal.abort())).rejects.toThrow(failure('cancelled'));
    process.env.PATH = root;
    await expect(read()).rejects.toThrow(failure('source-tool-missing'));
    process.env.PATH = outside.PATH;
  });
});

describe('isPasswordStore', () => {
  it('does not take any folder for one', () => {
    expect(isPasswordStore(tmpdir())).toBe(false);
  });
});
