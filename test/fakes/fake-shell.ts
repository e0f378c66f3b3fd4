/** A shell without a desktop: it records what it is asked for. */

import type { Shell, ShellCapabilities } from '../../electron/desktop/shell.ts';
import type { TrayAction, TrayMenu } from '../../electron/desktop/tray-menu.ts';
import type { FilePurpose } from '../../shared/contract/desktop.ts';
import type { EventName, Payload } from '../../shared/contract.ts';

export class FakeShell implements Shell {
  can: ShellCapabilities = {
    shell: 'electron',
    tray: true,
    notifications: true,
    globalShortcut: true,
    startAtLogin: true,
    contentProtection: true,
    fileDialog: true,
    lockSignals: true,
  };
  /** Every event, in order. */
  readonly told: { event: EventName; payload: unknown }[] = [];
  readonly opened: string[] = [];
  isProtected = false;
  focused = 0;
  shortcut: string | null = null;
  startsAtLogin = false;
  tray: TrayMenu | undefined;
  isQuickShown = true;
  hasQuit = false;
  /** A shortcut that another program has. */
  takenShortcut: string | undefined;
  #chosen: (action: TrayAction) => void = () => undefined;
  #away: (why: 'suspend' | 'screen-lock') => void = () => undefined;

  tell<E extends EventName>(event: E, payload: Payload<E>): void {
    this.told.push({ event, payload });
  }

  events(): EventName[] {
    return this.told.map(({ event }) => event);
  }

  async openPage(url: string): Promise<void> {
    this.opened.push(url);
  }

  async chooseFiles(purpose: FilePurpose): Promise<string[]> {
    return [`/chosen/for-${purpose}`];
  }

  protectContent(on: boolean): void {
    this.isProtected = on;
  }

  focus(): void {
    this.focused += 1;
  }

  setTray(menu: TrayMenu, chosen: (action: TrayAction) => void): void {
    this.tray = menu;
    this.#chosen = chosen;
  }

  /** Plays the user who chooses an entry of the tray's menu. */
  choose(label: string): void {
    const found = this.tray?.entries.find((entry) => entry !== 'line' && entry.label === label);
    if (found === undefined || found === 'line') throw new Error(`the tray has no ${label}`);
    this.#chosen(found.action);
  }

  hideQuick(): void {
    this.isQuickShown = false;
  }

  quit(): void {
    this.hasQuit = true;
  }

  setShortcut(accelerator: string | null): boolean {
    if (accelerator !== null && accelerator === this.takenShortcut) return false;
    this.shortcut = accelerator;
    return true;
  }

  setStartAtLogin(on: boolean): void {
    this.startsAtLogin = on;
  }

  onAway(away: (why: 'suspend' | 'screen-lock') => void): void {
    this.#away = away;
  }

  /** Plays the machine that goes to sleep, or whose screen is locked. */
  goAway(why: 'suspend' | 'screen-lock'): void {
    this.#away(why);
  }
}
