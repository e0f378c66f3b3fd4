/** Which program shows the window here: Electron where its runtime is, else an installed browser. */
import { join } from 'node:path';
import { KeybearerError } from '../../shared/errors.ts';
import { findBrowser } from './browsers.ts';
import { findElectron } from './electron-runtime.ts';

export interface WindowProgram {
  readonly shell: 'electron' | 'chromium';
  /** For people: "Electron", "Google Chrome". */
  readonly name: string;
  /** The program that shows the window. */
  readonly path: string;
  /** What is started, with its arguments: the program itself, or Node that drives it. */
  readonly command: readonly [program: string, ...args: string[]];
}

interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The folder that Keybearer lies in. */
  readonly root: string;
  /** The Node that runs us. */
  readonly node: string;
}

/** @throws KeybearerError 'window-unavailable' with `reason` 'no-display' or 'no-browser'. */
export function findWindowProgram({ env, platform, root, node }: Place): WindowProgram {
  if (!hasDisplay(env, platform)) throw new KeybearerError('window-unavailable', { reason: 'no-display' });
  const electron = findElectron(root);
  if (electron !== undefined) return { shell: 'electron', name: 'Electron', path: electron, command: [electron, root] };
  const browser = findBrowser(env, platform);
  if (browser === undefined) throw new KeybearerError('window-unavailable', { reason: 'no-browser' });
  const driver = join(root, 'out', 'main', 'chromium.js');
  return { shell: 'chromium', ...browser, command: [node, '--disable-warning=ExperimentalWarning', driver] };
}

function hasDisplay(env: Place['env'], platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
