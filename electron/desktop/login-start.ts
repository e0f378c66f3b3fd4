/** What a session starts at its beginning, and on Linux the file that says so. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { KeybearerError } from '../../shared/errors.ts';

/** The name that the desktop knows the application by: of its desktop entry, of its windows, of its notifications. */
export const appId = 'io.github.keybearer';

export interface Program {
  readonly execPath: string;
  /** The folder that Electron's own program has to be told of; null: it is packed with it. */
  readonly appPath: string | null;
  readonly env: NodeJS.ProcessEnv;
  /** The vault's folder where it is not the usual one; null: it is. */
  readonly home: string | null;
}

/** @returns the program with its arguments. An AppImage runs from a mount that is gone afterwards: it names its file. */
export function loginCommand({ execPath, appPath, env, home }: Program): string[] {
  return [env.APPIMAGE ?? execPath, ...(appPath === null ? [] : [appPath]), ...loginArguments(home)];
}

/** Started with the session it stays in the tray. */
export function loginArguments(home: string | null): string[] {
  return ['--hidden', ...(home === null ? [] : [`--home=${home}`])];
}

/** @see https://specifications.freedesktop.org/autostart-spec/latest/ */
export function autostartPath(env: NodeJS.ProcessEnv, userHome: string): string {
  const { XDG_CONFIG_HOME: config } = env;
  const folder = config && isAbsolute(config) ? config : join(userHome, '.config');
  return join(folder, 'autostart', `${appId}.desktop`);
}

export function autostartEntry(command: readonly string[]): string {
  const lines = [
    'Type=Application',
    'Name=Keybearer',
    'Comment=Reminds of keys that expire',
    `Exec=${command.map(quoted).map(escaped).join(' ')}`,
    `Icon=${appId}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `[Desktop Entry]\n${lines.join('\n')}\n`;
}

/** Desktops' own settings write and take away the same file: it is the application's, whoever wrote it last. */
export function setAutostart(path: string, command: readonly string[] | null): void {
  try {
    if (command === null) rmSync(path, { force: true });
    else replaceWhole(path, autostartEntry(command));
  } catch (caught) {
    const { code } = caught as NodeJS.ErrnoException;
    if (code === undefined) throw caught;
    throw new KeybearerError('file-not-written', { path, reason: 'failed', system: code }, caught);
  }
}

function replaceWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new-${process.pid}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true });
    renameSync(draft, path);
  } catch (caught) {
    rmSync(draft, { force: true });
    throw caught;
  }
}

// Two layers, as the specification has them: quotes of the command line, then the escapes of any value.
function quoted(argument: string): string {
  const plain = argument.replaceAll('%', '%%');
  return /^[\w./=:@%+-]+$/.test(plain) ? plain : `"${plain.replace(/["`$\\]/g, '\\$&')}"`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}
