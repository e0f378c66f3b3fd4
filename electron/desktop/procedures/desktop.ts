/** Settings, and what this shell can do. */
import type { Capabilities, DesktopSettings, desktopProcedures } from '../../../shared/contract/desktop.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import type { HandlersOf } from '../answer.ts';
import type { AutoLock } from '../auto-lock.ts';
import type { SettingsFile } from '../settings-file.ts';
import type { Shell } from '../shell.ts';

interface Parts {
  readonly shell: Shell;
  readonly settings: SettingsFile;
  readonly autoLock: AutoLock;
  readonly capabilities: Capabilities;
}

export function desktopHandlers({
  shell,
  settings,
  autoLock,
  capabilities,
}: Parts): HandlersOf<typeof desktopProcedures> {
  return {
    capabilities: async () => capabilities,
    'settings.get': async () => ({ settings: settings.read() }),
    'settings.set': async (given) => {
      const before = settings.read();
      const after = { ...before, ...withoutAbsent(given) };
      tellShell(shell, before, after);
      settings.write(after);
      return { settings: after };
    },
    'files.choose': async ({ purpose }) => {
      if (!shell.can.fileDialog) throw new KeybearerError('invalid-input', { field: 'file', reason: 'form' });
      return { paths: await shell.chooseFiles(purpose) };
    },
    'window.active': async () => {
      autoLock.touch();
      return {};
    },
  };
}

/**
 * All of it, or nothing.
 *
 * @throws KeybearerError 'invalid-input' for what this shell cannot do, or a shortcut that the system refuses; 'file-not-written'.
 */
function tellShell(shell: Shell, before: DesktopSettings, after: DesktopSettings): void {
  if (after.shortcut !== before.shortcut) {
    if (!shell.can.globalShortcut || !shell.setShortcut(after.shortcut))
      throw new KeybearerError('invalid-input', { field: 'shortcut', reason: 'form' });
  }
  if (after.startAtLogin === before.startAtLogin) return;
  try {
    if (!shell.can.startAtLogin) throw new KeybearerError('invalid-input', { field: 'start-at-login', reason: 'form' });
    shell.setStartAtLogin(after.startAtLogin);
  } catch (caught) {
    if (after.shortcut !== before.shortcut) shell.setShortcut(before.shortcut);
    throw caught;
  }
}

function withoutAbsent<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
