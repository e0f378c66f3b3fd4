/**
 * The window in Electron: its runtime as it comes, which runs what `npm run build` made. An installed application refuses to be
 * driven (E19), so what is tested here is everything but the installer.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { appUrl } from '../../../electron/desktop/app-origin.ts';
import type { WindowShell } from './window-shell.ts';

const root = join(import.meta.dirname, '../../..');
const runtime = findRuntime();

export const electronShell: WindowShell = {
  name: 'Electron',
  missing: runtime === undefined ? "Electron's runtime is not here: npm exec install-electron" : undefined,
  async start({ args, env }) {
    const app = await launchElectron(runtime!, args, env);
    return { process: app.process(), page: await mainPage(app), quit: () => app.close() };
  },
};

/**
 * @param env Electron itself honours DISPLAY, and the bus of the keychain.
 * @returns the application, once its window is about to be there.
 */
export function launchElectron(
  executablePath: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath,
    // After the application's folder, switches are its own.
    args: [root, ...args],
    env: withoutAbsent(env),
    // Else the driver turns the sandbox off, and the window that is tested is not the one that ships.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** The tray and the quick-copy window have pages of their own. */
async function mainPage(app: ElectronApplication): Promise<Page> {
  const isMain = (page: Page) => page.url() === appUrl;
  return app.windows().find(isMain) ?? app.waitForEvent('window', isMain);
}

/** Where `npm exec install-electron` puts it, or where ELECTRON_OVERRIDE_DIST_PATH says. */
function findRuntime(): string | undefined {
  const { ELECTRON_OVERRIDE_DIST_PATH: folder = join(root, 'node_modules/electron/dist') } = process.env;
  const pathFile = join(root, 'node_modules/electron/path.txt');
  const path = join(folder, existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron');
  return existsSync(path) ? path : undefined;
}

function withoutAbsent(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
