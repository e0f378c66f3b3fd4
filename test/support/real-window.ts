/**
 * The window as users have it, in one process with the test: the built page, the real vault file, keychain and clipboard, on an
 * X server of the test's own. Only the browser's end is told to the test.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { composeClipboard, type Settings } from '../../electron/compose.ts';
import { type RunningWindow, runInChromium } from '../../electron/desktop/chromium/run.ts';
import { vaultSource } from '../../electron/desktop/vault-source.ts';
import type { Notifier } from '../../electron/reminders/ports.ts';
import { requireBrowser } from './window.ts';
import { startXDisplay, type XDisplay } from './x-display.ts';

const out = join(import.meta.dirname, '../../out');

const patienceMs = 10_000;

export class RealWindow {
  readonly folder = mkdtempSync(join(tmpdir(), 'keybearer-window-test-'));
  readonly path = join(this.folder, 'home', 'vault.db');
  readonly defects: unknown[] = [];
  /** Pages that were opened in the user's browser. */
  readonly opened: string[] = [];
  notifier: (() => Promise<Notifier>) | undefined;
  display!: XDisplay;
  #running!: RunningWindow;

  async start(): Promise<this> {
    this.display = await startXDisplay({ size: '1440x900' });
    mkdirSync(join(this.folder, 'runtime'), { mode: 0o700 });
    await this.open();
    return this;
  }

  /** Opens the window: at the start, or again. */
  async open(): Promise<void> {
    const env = {
      ...process.env,
      DISPLAY: this.display.name,
      XDG_RUNTIME_DIR: join(this.folder, 'runtime'),
      WAYLAND_DISPLAY: undefined,
    };
    const settings: Settings = { path: this.path, env: this.#keychainEnv(env), platform: 'linux', surface: 'window' };
    this.#running = await runInChromium({
      source: vaultSource(settings),
      clipboard: composeClipboard({ env, platform: 'linux', keeper: join(out, 'cli/clipboard-keeper.cjs') }),
      clipboardHints: true,
      notifier: this.notifier,
      openPage: async (page) => void this.opened.push(page),
      version: '0.0.0-test',
      platform: 'linux',
      reportDefect: (caught) => void this.defects.push(caught),
      env,
      browserPath: requireBrowser(),
      bundleFolder: join(out, 'renderer'),
    });
    this.page.setDefaultTimeout(patienceMs);
  }

  get page(): Page {
    return this.#running.page;
  }

  close(): Promise<void> {
    return this.#running.close();
  }

  async stop(): Promise<void> {
    await this.close();
    await this.display.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  // The Secret Service is the test run's own, whose address is in the environment.
  #keychainEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...env, XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR };
  }
}
