/** The shell on Electron: each of these is one call of the platform. */
import { app, type BrowserWindow, dialog, globalShortcut, powerMonitor, shell } from 'electron';
import type { FilePurpose } from '../../../shared/contract/desktop.ts';
import type { EventName, Payload } from '../../../shared/contract.ts';
import type { Shell, ShellCapabilities } from '../shell.ts';
import { sendEvent } from './ipc.ts';

export class ElectronShell implements Shell {
  readonly can: ShellCapabilities;
  window: BrowserWindow | undefined;
  #shortcut: string | null = null;

  constructor(platform: NodeJS.Platform) {
    this.can = {
      shell: 'electron',
      // None is made yet.
      tray: false,
      notifications: true,
      globalShortcut: true,
      // Electron knows of no way to start with a Linux session.
      startAtLogin: platform !== 'linux',
      contentProtection: platform !== 'linux',
      fileDialog: true,
      lockSignals: true,
    };
  }

  tell<E extends EventName>(event: E, payload: Payload<E>): void {
    sendEvent(this.window, event, payload);
  }

  openPage(url: string): Promise<void> {
    return shell.openExternal(url);
  }

  protectContent(on: boolean): void {
    this.window?.setContentProtection(on);
  }

  async chooseFiles(purpose: FilePurpose): Promise<string[]> {
    if (purpose === 'backup') {
      const { filePath } = await dialog.showSaveDialog({ defaultPath: 'keybearer.backup' });
      return filePath === '' ? [] : [filePath];
    }
    const { filePaths } = await dialog.showOpenDialog({
      properties: purpose === 'import' ? ['openFile', 'showHiddenFiles', 'multiSelections'] : ['openFile'],
    });
    return filePaths;
  }

  focus(): void {
    if (this.window?.isMinimized()) this.window.restore();
    this.window?.show();
    this.window?.focus();
  }

  setShortcut(accelerator: string | null): boolean {
    const before = this.#shortcut;
    if (accelerator !== null && accelerator !== before && !register(accelerator, () => this.focus())) return false;
    if (before !== null && before !== accelerator) globalShortcut.unregister(before);
    this.#shortcut = accelerator;
    return true;
  }

  setStartAtLogin(on: boolean): void {
    app.setLoginItemSettings({ openAtLogin: on });
  }

  onAway(away: (why: 'suspend' | 'screen-lock') => void): void {
    powerMonitor.on('suspend', () => away('suspend'));
    powerMonitor.on('lock-screen', () => away('screen-lock'));
  }
}

/** What is no accelerator makes Electron throw; it is refused like one that another program has. */
function register(accelerator: string, pressed: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, pressed);
  } catch {
    return false;
  }
}
