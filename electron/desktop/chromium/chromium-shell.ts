/** The shell on an installed Chromium, Chrome or Edge. */
import type { BrowserContext, Page } from 'playwright-core';
import type { EventName, Payload } from '../../../shared/contract.ts';
import type { Shell, ShellCapabilities } from '../shell.ts';
import { EventQueue } from './event-queue.ts';

export class ChromiumShell implements Shell {
  readonly can: ShellCapabilities = {
    shell: 'chromium',
    tray: false,
    notifications: true,
    globalShortcut: false,
    startAtLogin: false,
    contentProtection: false,
    fileDialog: false,
    lockSignals: false,
  };
  readonly events = new EventQueue();
  readonly openPage: (url: string) => Promise<void>;
  #page: Page | undefined;

  constructor(openPage: (url: string) => Promise<void>) {
    this.openPage = openPage;
  }

  show(page: Page): void {
    this.#page = page;
  }

  tell<E extends EventName>(event: E, payload: Payload<E>): void {
    this.events.add({ event, payload });
  }

  async chooseFiles(): Promise<string[]> {
    return [];
  }

  focus(): void {
    void this.#page?.bringToFront().catch(() => undefined); // it is closing
  }

  protectContent(): void {}

  setTray(): void {}

  hideQuick(): void {}

  /** Its user ends it by closing the window: nothing else here could ask for that. */
  quit(): void {}

  setShortcut(): boolean {
    return false;
  }

  setStartAtLogin(): void {}

  onAway(): void {}
}

/** Resolves when the user has closed the window, or when its page or the browser has crashed: neither can be brought back. */
export function whenClosed(context: BrowserContext, page: Page): Promise<void> {
  return new Promise((resolve) => {
    page.once('close', () => resolve());
    page.once('crash', () => resolve());
    context.once('close', () => resolve());
  });
}
