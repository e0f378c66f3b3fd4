/**
 * Where Node keeps the command line's compiled code. It runs what it finds there without looking at it again, so the folder
 * belongs to one user; and it is the user's cache folder and not one beside the bundle, because a checkout may be read-only
 * or shared. Its path is fixed when the launcher is written: read from the environment at each start, it could be planted.
 */
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** @returns {string | null} The folder, private to this user; null where there is none, and then nothing is cached. */
export function prepareCompileCache() {
  const folder = join(userCacheFolder(), 'keybearer');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = lstatSync(folder);
    if (!stats.isDirectory()) return null;
    if (process.platform === 'win32') return folder;
    if (stats.uid !== process.getuid()) return null;
    chmodSync(folder, 0o700);
    return folder;
  } catch {
    return null;
  }
}

/** @see XDG Base Directory Specification: a relative XDG_CACHE_HOME is ignored */
function userCacheFolder() {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === 'win32')
    return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'keybearer', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
}
