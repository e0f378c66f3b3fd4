/** Where the vault lies, and what its file and folder must look like before anything is opened. */
import { closeSync, lstatSync, mkdirSync, openSync, rmSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type ErrorCode, isKeybearerError, KeybearerError } from '../../shared/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const vaultFileName = 'vault.db';

/**
 * The vault file's path.
 *
 * @param home What `--home` or KEYBEARER_HOME names: a folder, relative to the working folder.
 * @see XDG Base Directory Specification: a relative XDG_DATA_HOME is ignored
 */
export function vaultPath(home: string | undefined, env: Environment, platform: NodeJS.Platform): string {
  if (home !== undefined && home !== '') return join(resolve(home), vaultFileName);
  return join(platformDataFolder(env, platform), 'keybearer', vaultFileName);
}

/** Makes the vault's folder, readable by this user alone. One that is there is left as it is. */
export function makeVaultFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw translateFileError(cause);
  }
}

/**
 * Refuses to open what cannot be a vault: a symlink, a FIFO (opening one would hang), a folder, nothing at all.
 *
 * @throws KeybearerError 'vault-not-found', 'not-a-vault' with `reason`, 'vault-permission'.
 */
export function checkVaultFile(path: string): Stats {
  let stats: Stats;
  try {
    stats = lstatSync(path);
  } catch (cause) {
    throw translateFileError(cause);
  }
  if (stats.isSymbolicLink()) throw new KeybearerError('not-a-vault', { path, reason: 'symlink' });
  if (!stats.isFile()) throw new KeybearerError('not-a-vault', { path, reason: 'no-file' });
  if (stats.size === 0) throw new KeybearerError('not-a-vault', { path, reason: 'empty' });
  return stats;
}

/** Finds out why no file can be made beside the vault: undefined when one can. */
export function folderRefusal(path: string): unknown {
  const probe = `${path}.probe-${process.pid}`;
  try {
    closeSync(openSync(probe, 'wx', 0o600));
    rmSync(probe);
    return undefined;
  } catch (cause) {
    return translateFileError(cause);
  }
}

/** What others than this user could do: empty on a sound machine. Only POSIX knows these modes. */
export function loosePermissions(
  path: string,
  platform: NodeJS.Platform,
): { path: string; mode: number; want: number }[] {
  if (platform === 'win32') return [];
  const wanted = [
    { path: dirname(path), want: 0o700 },
    { path, want: 0o600 },
  ];
  return wanted
    .map((entry) => ({ ...entry, mode: lstatSync(entry.path).mode & 0o777 }))
    .filter(({ mode, want }) => (mode & ~want) !== 0);
}

const fileCodes: Record<string, ErrorCode> = {
  ENOENT: 'vault-not-found',
  ENOTDIR: 'vault-not-found',
  EEXIST: 'vault-exists',
  EACCES: 'vault-permission',
  EPERM: 'vault-permission',
  EROFS: 'vault-read-only',
  ENOSPC: 'vault-disk-full',
  EDQUOT: 'vault-disk-full',
};

export function translateFileError(caught: unknown): unknown {
  if (isKeybearerError(caught)) return caught;
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') return caught;
  return new KeybearerError(fileCodes[caught.code] ?? 'vault-io', { system: caught.code }, caught);
}

function platformDataFolder(env: Environment, platform: NodeJS.Platform): string {
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  const xdg = env.XDG_DATA_HOME;
  return xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share');
}
