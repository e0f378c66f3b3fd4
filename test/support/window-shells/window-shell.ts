/** What the end-to-end tests need of a shell: the program that users start, its process, and a hand on its page. */
import type { ChildProcess } from 'node:child_process';
import type { Page } from 'playwright-core';

export interface WindowShell {
  readonly name: 'Chromium' | 'Electron';
  /** Why it does not run here; undefined: it does. */
  readonly missing: string | undefined;
  start(start: WindowStart): Promise<StartedWindow>;
}

export interface WindowStart {
  /** As `--home` and whatever else is said on the command line. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface StartedWindow {
  readonly page: Page;
  /** The privileged process. */
  readonly process: ChildProcess;
  /** Asks it to end as its user does: with a tray, closing the window alone does not end it. */
  quit(): Promise<void>;
}
