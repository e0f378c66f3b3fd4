/** The window's settings: a small file beside the vault, for this user alone. Nothing in it is secret. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { type DesktopSettings, settingsSchema } from '../../shared/contract/desktop.ts';
import { makeVaultFolder, translateFileError } from '../compose.ts';

export const defaultSettings: DesktopSettings = {
  theme: 'system',
  clipboardSeconds: 30,
  autoLockMinutes: 10,
  startAtLogin: false,
  shortcut: null,
};

/** The file's size beyond which it is not ours. */
const maxBytes = 64 * 1024;

export class SettingsFile {
  readonly #path: string;

  constructor(vaultPath: string) {
    this.#path = join(dirname(vaultPath), 'settings.json');
  }

  /** What is not there, or does not fit, is at its default: a damaged file never keeps the window shut. */
  read(): DesktopSettings {
    const stored = this.#stored();
    const fitting = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
      const parsed = z.safeParse(schema, stored[name]);
      return parsed.success ? [[name, parsed.data]] : [];
    });
    return { ...defaultSettings, ...Object.fromEntries(fitting) };
  }

  /** Replaces the file at once. What a later version wrote into it stays. */
  write(settings: DesktopSettings): void {
    const draft = `${this.#path}.new-${process.pid}`;
    try {
      makeVaultFolder(this.#path);
      const file = openSync(draft, 'w', 0o600);
      try {
        writeSync(file, `${JSON.stringify({ ...this.#stored(), ...settings }, null, 2)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, this.#path);
    } catch (caught) {
      rmSync(draft, { force: true });
      throw translateFileError(caught);
    }
  }

  #stored(): Record<string, unknown> {
    try {
      const text = readFileSync(this.#path, 'utf8');
      const parsed: unknown = text.length > maxBytes ? undefined : JSON.parse(text);
      return z.parse(z.record(z.string(), z.unknown()), parsed);
    } catch {
      return {};
    }
  }
}
