/** Finding a browser that can show the window: an installed Chromium, Chrome or Edge. */
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Browser {
  readonly name: string;
  readonly path: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Chromium first: nothing of it is tied to an account. */
const onPath: readonly (readonly [name: string, programs: readonly string[]])[] = [
  ['Chromium', ['chromium', 'chromium-browser']],
  ['Google Chrome', ['google-chrome-stable', 'google-chrome']],
  ['Microsoft Edge', ['microsoft-edge-stable', 'microsoft-edge']],
];

const macApplications = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const windowsPrograms: readonly (readonly [name: string, path: string])[] = [
  ['Chromium', 'Chromium\\Application\\chrome.exe'],
  ['Google Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['Microsoft Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
];

/** @returns undefined where none is installed. */
export function findBrowser(env: Environment, platform: NodeJS.Platform): Browser | undefined {
  return candidates(env, platform).find(({ path }) => isProgram(path));
}

function candidates(env: Environment, platform: NodeJS.Platform): Browser[] {
  if (platform === 'darwin') return ['/Applications', join(homedir(), 'Applications')].flatMap(applicationsIn);
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((one) => one !== undefined);
    return windowsPrograms.flatMap(([name, path]) => folders.map((folder) => ({ name, path: join(folder, path) })));
  }
  // An empty entry means the working folder: a browser is not looked for there.
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return onPath.flatMap(([name, programs]) =>
    programs.flatMap((program) => folders.map((folder) => ({ name, path: join(folder, program) }))),
  );
}

function applicationsIn(folder: string): Browser[] {
  return macApplications.map((name) => ({ name, path: join(folder, `${name}.app`, 'Contents', 'MacOS', name) }));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
