/** Where things lie in this checkout. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The command line, as one file that `npm run build` makes. */
export const bundle = join(root, 'out', 'cli', 'keybearer.cjs');

/** The program that it starts to hold the clipboard, from the same build. */
export const clipboardKeeper = join(root, 'out', 'cli', 'clipboard-keeper.cjs');

/** The window: its privileged side for each shell, what runs before the page, and the page. */
export const windowParts = [
  join(root, 'out', 'main', 'main.js'),
  join(root, 'out', 'main', 'chromium.js'),
  join(root, 'out', 'preload', 'preload.cjs'),
  join(root, 'out', 'renderer', 'index.html'),
];
