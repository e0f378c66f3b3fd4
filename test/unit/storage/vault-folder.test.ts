import { chmodSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loosePermissions, translateFileError, vaultPath } from '../../../electron/storage/vault-folder.ts';
import { failure } from '../../support/failure.ts';
import { Scratch } from '../../support/scratch.ts';

const home = homedir();
const isWindows = process.platform === 'win32';

describe.skipIf(isWindows)('vaultPath', () => {
  it.each([
    ['what --home names', '/srv/kb', { XDG_DATA_HOME: '/data' }, 'linux', '/srv/kb/vault.db'],
    ['a relative --home', 'kb', {}, 'linux', resolve('kb/vault.db')],
    ['XDG_DATA_HOME', undefined, { XDG_DATA_HOME: '/data' }, 'linux', '/data/keybearer/vault.db'],
    [
      'no relative XDG_DATA_HOME',
      undefined,
      { XDG_DATA_HOME: 'data' },
      'linux',
      join(home, '.local/share/keybearer/vault.db'),
    ],
    ['no empty XDG_DATA_HOME', '', { XDG_DATA_HOME: '' }, 'linux', join(home, '.local/share/keybearer/vault.db')],
    ['the home folder', undefined, {}, 'linux', join(home, '.local/share/keybearer/vault.db')],
    ['Application Support', undefined, {}, 'darwin', join(home, 'Library/Application Support/keybearer/vault.db')],
    ['LOCALAPPDATA', undefined, { LOCALAPPDATA: '/l' }, 'win32', '/l/keybearer/vault.db'],
    ['AppData without it', undefined, {}, 'win32', join(home, 'AppData/Local/keybearer/vault.db')],
  ] as const)('takes %s', (_what, named, env, platform, path) => {
    expect(vaultPath(named, env, platform)).toBe(path);
  });
});

describe.skipIf(isWindows)('loosePermissions', () => {
  it('is empty for a vault as it was made', async () => {
    const scratch = new Scratch();
    await scratch.create();
    expect(loosePermissions(scratch.path, 'linux')).toEqual([]);
  });

  it.each([
    ['file', 0o640],
    ['file', 0o604],
    ['file', 0o700],
    ['folder', 0o750],
    ['folder', 0o701],
  ])('names a %s of mode %o', async (what, mode) => {
    const scratch = new Scratch();
    await scratch.create();
    const path = what === 'file' ? scratch.path : dirname(scratch.path);
    chmodSync(path, mode);
    expect(loosePermissions(scratch.path, 'linux')).toEqual([{ path, mode, want: what === 'file' ? 0o600 : 0o700 }]);
  });

  it('has no opinion on Windows, which knows no such modes', () => {
    expect(loosePermissions('C:\\nowhere', 'win32')).toEqual([]);
  });
});

describe('translateFileError', () => {
  it.each([
    ['ENOENT', 'vault-not-found'],
    ['ENOTDIR', 'vault-not-found'],
    ['EEXIST', 'vault-exists'],
    ['EACCES', 'vault-permission'],
    ['EPERM', 'vault-permission'],
    ['EROFS', 'vault-read-only'],
    ['ENOSPC', 'vault-disk-full'],
    ['EDQUOT', 'vault-disk-full'],
    ['EIO', 'vault-io'],
    ['EMFILE', 'vault-io'],
  ] as const)('answers %s as %s', (system, code) => {
    const caught = Object.assign(new Error('text is not looked at'), { code: system });
    expect(translateFileError(caught)).toEqual(failure(code, { system }));
  });

  it('answers anything else as it is', () => {
    const other = new TypeError('x');
    expect(translateFileError(other)).toBe(other);
    expect(translateFileError('text')).toBe('text');
  });
});
