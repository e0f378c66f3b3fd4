/**
 * The window as users have it: the built program in a process of its own, over a real vault file, keychain and clipboard, each
 * the test's own. A test drives its page, and may end its process in any way.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openVault, type Settings } from '../../electron/compose.ts';
import type { Credentials } from '../../electron/vault/ports.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { type SystemClipboard, startClipboard } from './system-clipboard.ts';
import type { StartedWindow, WindowShell } from './window-shells/window-shell.ts';

const patienceMs = 20_000;

export interface RealWindowOptions {
  /** The vault's folder, where it is not one of the window's own. */
  readonly home?: string;
  /** More of the command line. */
  readonly args?: readonly string[];
  /** More of the environment: another session bus. */
  readonly env?: NodeJS.ProcessEnv;
}

export class RealWindow {
  readonly folder = mkdtempSync(join(tmpdir(), 'keybearer-window-test-'));
  readonly home: string;
  readonly path: string;
  /** Where the browser's profile and our socket lie. */
  readonly runtime = join(this.folder, 'runtime');
  clipboard!: SystemClipboard;
  /** All that the program has said. */
  said = '';
  readonly #shell: WindowShell;
  readonly #options: RealWindowOptions;
  #started!: StartedWindow;

  constructor(shell: WindowShell, options: RealWindowOptions = {}) {
    this.#shell = shell;
    this.#options = options;
    this.home = options.home ?? join(this.folder, 'home');
    this.path = join(this.home, 'vault.db');
  }

  async start(): Promise<this> {
    this.clipboard = await startClipboard();
    mkdirSync(this.runtime, { mode: 0o700 });
    await this.open();
    return this;
  }

  /** Opens the window: at the start, or again. */
  async open(): Promise<void> {
    const { args = [], env: more = {} } = this.#options;
    const env = { ...process.env, ...this.clipboard.env, XDG_RUNTIME_DIR: this.runtime, ...more };
    this.#started = await this.#shell.start({ args: [`--home=${this.home}`, ...args], env });
    this.process.stderr?.on('data', (chunk) => {
      this.said += chunk;
    });
    this.page.setDefaultTimeout(patienceMs);
    await this.page.locator('[data-ready]').waitFor();
  }

  get page(): Page {
    return this.#started.page;
  }

  /** The privileged process. */
  get process(): ChildProcess {
    return this.#started.process;
  }

  /** Ends it as its user does. @returns the exit code of the process. */
  async close(): Promise<number | null> {
    if (this.isOver) return this.process.exitCode;
    const over = this.over();
    await this.#started.quit();
    return over;
  }

  /** Ends the privileged process at once, as a crash would. */
  async kill(): Promise<void> {
    const over = this.over();
    this.process.kill('SIGKILL');
    await over;
  }

  get isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Waits for the end of the process. @returns its exit code. */
  async over(): Promise<number | null> {
    if (!this.isOver) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  async stop(): Promise<void> {
    if (!this.isOver) await this.close().catch(() => this.kill());
    await this.clipboard.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Works on the vault as another process. */
  async elsewhere<T>(work: (vault: Vault) => Promise<T>, credentials?: Credentials): Promise<T> {
    const settings: Settings = { path: this.path, env: process.env, platform: process.platform, surface: 'cli' };
    const vault = await openVault(settings);
    try {
      await vault.unlock(['index', 'secret'], credentials);
      return await work(vault);
    } finally {
      await vault.close();
    }
  }
}
