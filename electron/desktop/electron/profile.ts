/** Electron's own folder: beside the vault, so that each vault has its one window, and nothing of it lies anywhere else. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** To be called before the instance is looked for: Electron looks in this folder. */
export function keepProfileBeside(vaultPath: string): void {
  const folder = join(dirname(vaultPath), 'window');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    app.setPath('userData', folder);
  } catch {
    return; // nobody can write there: the window still opens, and Electron's usual place has to do
  }
}
