/**
 * The text of the `keybearer` command: a small program that cleans the environment and then becomes Node. Node itself would
 * come too late, since it obeys its variables before the first line of ours.
 */
import { droppedNames, droppedPrefixes } from './caller-environment.mjs';

/** The second line of every launcher: what tells ours from a program of that name that somebody else put there. */
export const launcherMark = 'keybearer launcher, written by "npm start -- --launcher"';

/**
 * A launcher for a POSIX shell. It forks once, for a look at the environment; everything else is built into the shell.
 *
 * @param {object} parts Absolute paths, of any characters but NUL.
 * @param {string} parts.node
 * @param {string} parts.bundle
 * @param {string | null} parts.cache Where Node keeps compiled code; null for nowhere.
 * @returns {string}
 */
export function launcherText({ node, bundle, cache }) {
  const prefixes = droppedPrefixes.map((prefix) => `${prefix}*`);
  return `#!/bin/sh
# ${launcherMark}
#
# What would make Node or OpenSSL load code, trust other certificates or write keys down leaves the environment before
# either starts. LD_PRELOAD and the like stay: the loader obeys them before this shell reads a line, so it is too late
# here; and whoever can set them can as well put another keybearer on the PATH.
if ! [ -x ${quoted(node)} ] || ! [ -f ${quoted(bundle)} ]; then
  printf '%s\\n' 'keybearer: error: what this command starts was moved, removed or is being set up anew' \\
    'keybearer: hint: run "npm start -- --launcher" in the folder that Keybearer lies in' >&2
  exit 127
fi
ulimit -c 0 # a core dump would hold the secrets that were in use
unset -v ${droppedNames.join(' ')}
keybearer__environment=$(export -p)
case $keybearer__environment in
  ${prefixes.map((pattern) => `*${pattern}`).join(' | ')})
    # Names end at "=". A word out of some value is taken for a name now and then, which drops nothing that may stay;
    # -f, since a value may also look like a pattern for half the file system.
    set -f
    IFS=' =
'
    for keybearer__word in $keybearer__environment; do
      case $keybearer__word in
        *[!0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz]*) ;;
        ${prefixes.join(' | ')}) unset -v "$keybearer__word" ;;
      esac
    done
    ;;
esac
${cache === null ? '' : cacheLines(quoted(cache))}exec ${quoted(node)} --disable-warning=ExperimentalWarning ${quoted(bundle)} "$@"
`;
}

function cacheLines(cache) {
  return `# Node runs compiled code from there as it is: only a folder that is this user's own will do.
[ -d ${cache} ] || /bin/mkdir -p -m 0700 ${cache} 2>/dev/null
if [ -O ${cache} ] && ! [ -h ${cache} ]; then
  export NODE_COMPILE_CACHE=${cache}
fi
`;
}

/** One word for a POSIX shell. */
export function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The same for Windows' cmd.exe.
 *
 * @param {{ node: string, bundle: string, cache: string | null }} parts
 * @returns {string}
 */
export function windowsLauncherText({ node, bundle, cache }) {
  // Batch files are read in the console's code page, and "%" in them begins a variable.
  const inBatch = (path) => path.replaceAll('%', '%%');
  const lines = [
    '@echo off',
    `rem ${launcherMark}`,
    'setlocal DisableDelayedExpansion',
    ...(/^[ -~]*$/.test(node + bundle + cache) ? [] : ['chcp 65001 >nul']),
    ...droppedPrefixes.map((prefix) => `for /f "delims==" %%v in ('set ${prefix} 2^>nul') do set "%%v="`),
    ...droppedNames.map((name) => `set "${name}="`),
    ...(cache === null ? [] : [`set "NODE_COMPILE_CACHE=${inBatch(cache)}"`]),
    `"${inBatch(node)}" --disable-warning=ExperimentalWarning "${inBatch(bundle)}" %*`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
