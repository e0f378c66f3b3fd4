/**
 * What the application needs from a desktop. Each shell implements it with one obvious call of its platform each; what
 * decides stands outside of them.
 */

import type { FilePurpose } from '../../shared/contract/desktop.ts';
import type { EventName, Payload } from '../../shared/contract.ts';
import type { TrayAction, TrayMenu } from './tray-menu.ts';

export interface Shell {
  /** What this shell can do, as far as it depends on the shell alone. */
  readonly can: ShellCapabilities;
  /** Sends an event to the window, if it is open. */
  tell<E extends EventName>(event: E, payload: Payload<E>): void;
  /** Opens an https page in the user's browser. */
  openPage(url: string): Promise<void>;
  /** Keeps screenshots and screen sharing from showing the window, where the platform can. */
  protectContent(on: boolean): void;
  /** Shows the platform's own dialog. @returns no path when nothing was chosen. */
  chooseFiles(purpose: FilePurpose): Promise<string[]>;
  /** Brings the window to the front. */
  focus(): void;
  /** Puts a menu into the tray, in place of the one before. Not called where `can.tray` is false. */
  setTray(menu: TrayMenu, chosen: (action: TrayAction) => void): void;
  /** Takes the quick-copy window off the screen, if it is there. */
  hideQuick(): void;
  /** Ends the application, after everything is put away. */
  quit(): void;
  /** The shortcut that shows the quick-copy window. @returns whether the platform took it; null takes it away. */
  setShortcut(accelerator: string | null): boolean;
  /** @throws KeybearerError 'file-not-written' where the system keeps that in a file. */
  setStartAtLogin(on: boolean): void;
  /** Calls back when the machine goes to sleep or its screen is locked, where this shell is told. */
  onAway(away: (why: 'suspend' | 'screen-lock') => void): void;
}

/** What tells of a locked screen where the shell itself does not. */
export interface ScreenLock {
  onLocked(locked: () => void): void;
  close(): void;
}

export interface ShellCapabilities {
  readonly shell: 'electron' | 'chromium';
  readonly tray: boolean;
  readonly notifications: boolean;
  readonly globalShortcut: boolean;
  readonly startAtLogin: boolean;
  readonly contentProtection: boolean;
  readonly fileDialog: boolean;
  readonly lockSignals: boolean;
}
