/** The `keybearer` command among the user's programs: written, recognised, taken away. */
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { bundle } from './checkout.mjs';
import { prepareCompileCache } from './compile-cache.mjs';
import { Failure } from './failure.mjs';
import { launcherMark, launcherText, quoted, windowsLauncherText } from './launcher.mjs';
import { findOnPath } from './on-path.mjs';

const onWindows = process.platform === 'win32';

/** Where the launcher goes. */
export const launcherPath = onWindows
  ? join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'keybearer', 'bin', 'keybearer.cmd')
  : join(homedir(), '.local', 'bin', 'keybearer');

/** @returns {'none' | 'ours' | 'foreign'} What lies where the launcher goes. What cannot be read is not ours. */
export function launcherState() {
  try {
    const isOurs = lstatSync(launcherPath).isFile() && secondLine(launcherPath).endsWith(launcherMark);
    return isOurs ? 'ours' : 'foreign';
  } catch ({ code }) {
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'none' : 'foreign';
  }
}

function secondLine(path) {
  return readFileSync(path, 'utf8').split(/\r?\n/, 2)[1] ?? '';
}

/** Whether the launcher there starts this checkout, and not another one or one that was moved. */
export function startsThisCheckout() {
  return launcherState() === 'ours' && readFileSync(launcherPath, 'utf8').includes(onWindows ? bundle : quoted(bundle));
}

/** Does typing `keybearer` start our launcher? */
export function isTypeable() {
  return startsThisCheckout() && findOnPath(basename(launcherPath)) === launcherPath;
}

/**
 * Writes the launcher whole or not at all.
 *
 * @param {string} node
 * @throws Failure when a file that is not ours lies there, or the system refuses.
 */
export function writeLauncher(node) {
  refuseForeign();
  const text = (onWindows ? windowsLauncherText : launcherText)({ node, bundle, cache: prepareCompileCache() });
  try {
    mkdirSync(dirname(launcherPath), { recursive: true });
    replaceWhole(launcherPath, text);
  } catch ({ code }) {
    throw new Failure(`${launcherPath} could not be written (${code})`);
  }
}

function replaceWhole(path, text) {
  const draft = join(dirname(path), `.keybearer-${process.pid}`);
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o755, flush: true });
    chmodSync(draft, 0o755);
    renameSync(draft, path);
  } catch (caught) {
    rmSync(draft, { force: true });
    throw caught;
  }
}

/**
 * @returns {boolean} Whether there was one.
 * @throws Failure when a file that is not ours lies there.
 */
export function removeLauncher() {
  refuseForeign();
  const wasThere = launcherState() === 'ours';
  rmSync(launcherPath, { force: true });
  return wasThere;
}

function refuseForeign() {
  if (launcherState() !== 'foreign') return;
  throw new Failure(
    `${launcherPath} is not a launcher of ours; it was not touched`,
    'move it away, then run this again',
  );
}

/** The line that puts the launcher's folder on the PATH of the user's shell. */
export function pathLine() {
  const folder = dirname(launcherPath);
  if (onWindows)
    return `powershell -Command "[Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'User') + ';${folder}', 'User')"`;
  const shell = basename(process.env.SHELL ?? '');
  if (shell === 'fish') return 'fish_add_path ~/.local/bin';
  const profile = { bash: '~/.bashrc', zsh: '~/.zshrc' }[shell] ?? '~/.profile';
  return `echo 'export PATH="$HOME/.local/bin:$PATH"' >> ${profile}`;
}
