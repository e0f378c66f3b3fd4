/** The shell on Electron: each of these is one call of the platform. */
import { app, type BrowserWindow, dialog, globalShortcut, powerMonitor, shell } from 'electron';
import type { FilePurpose } from '../../../shared/contract/desktop.ts';
import type { EventName, Payload } from '../../../shared/contract.ts';
import type { Shell, ShellCapabilities } from '../shell.ts';
import type { TrayAction, TrayMenu } from '../tray-menu.ts';
import { sendEvent } from './ipc.ts';
import { QuickWindow } from './quick-window.ts';
import { TrayIcon } from './tray-icon.ts';

export interface ElectronShellParts {
  readonly platform: NodeJS.Platform;
  readonly hasTray: boolean;
  readonly setStartAtLogin: (on: boolean) => void;
}

export class ElectronShell implements Shell {
  readonly can: ShellCapabilities;
  readonly setStartAtLogin: (on: boolean) => void;
  window: BrowserWindow | undefined;
  readonly #platform: NodeJS.Platform;
  #quick: QuickWindow | undefined;
  #tray: TrayIcon | undefined;
  #shortcut: string | null = null;

  constructor({ platform, hasTray, setStartAtLogin }: ElectronShellParts) {
    this.#platform = platform;
    this.setStartAtLogin = setStartAtLogin;
    this.can = {
      shell: 'electron',
      tray: hasTray,
      notifications: true,
      globalShortcut: true,
      startAtLogin: true,
      contentProtection: platform !== 'linux',
      fileDialog: true,
      // On Linux it tells of a sleep alone.
      lockSignals: platform !== 'linux',
    };
  }

  get windows(): BrowserWindow[] {
    return [this.window, this.#quick?.window].filter((window) => window !== undefined);
  }

  tell<E extends EventName>(event: E, payload: Payload<E>): void {
    sendEvent(this.windows, event, payload);
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

  setTray(menu: TrayMenu, chosen: (action: TrayAction) => void): void {
    this.#tray ??= new TrayIcon(this.#platform, () => this.focus());
    this.#tray.show(menu, chosen);
  }

  /** The window is made when it is first asked for, and kept. */
  toggleQuick(): void {
    if (this.#quick?.window.isDestroyed() !== false) this.#quick = new QuickWindow(this.#platform);
    void this.#quick.toggle();
  }

  hideQuick(): void {
    this.#quick?.hide();
  }

  quit(): void {
    app.quit();
  }

  setShortcut(accelerator: string | null): boolean {
    const before = this.#shortcut;
    if (accelerator !== null && accelerator !== before && !register(accelerator, () => this.toggleQuick()))
      return false;
    if (before !== null && before !== accelerator) globalShortcut.unregister(before);
    this.#shortcut = accelerator;
    return true;
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
