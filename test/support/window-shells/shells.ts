/** Both shells, for specs that hold on either: those that cannot run here are skipped by name. */
import { describe } from 'vitest';
import { chromiumShell } from './chromium.ts';
import { electronShell } from './electron.ts';
import type { WindowShell } from './window-shell.ts';

export const shells: readonly WindowShell[] = [chromiumShell, electronShell];

/**
 * The same suite on each shell.
 *
 * @param platforms Where its parts can be had; everywhere, as a rule.
 */
export function describeInShells(
  what: string,
  suite: (shell: WindowShell) => void,
  platforms: readonly NodeJS.Platform[] = ['linux', 'darwin', 'win32'],
): void {
  for (const shell of shells) {
    const isHere = shell.missing === undefined && platforms.includes(process.platform);
    describe.skipIf(!isHere)(`${what} in ${shell.name}`, () => suite(shell));
  }
}
