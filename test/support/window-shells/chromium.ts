/** The window in an installed browser: the built program in a process of its own, whose page the test drives too. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from '../../../electron/window/browsers.ts';
import type { WindowShell } from './window-shell.ts';

const program = join(import.meta.dirname, '../../../out/main/chromium.js');
const openToTests = join(import.meta.dirname, 'open-to-tests.mjs');
const patienceMs = 30_000;

export const chromiumShell: WindowShell = {
  name: 'Chromium',
  missing: whyMissing(),
  async start({ args, env }) {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', openToTests, program, ...args],
      { env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const browser = await chromium.connectOverCDP(await debuggingUrl(env.XDG_RUNTIME_DIR!, child));
    const page = await firstPage(browser.contexts()[0]!);
    return { process: child, page, quit: () => page.close() };
  },
};

function whyMissing(): string | undefined {
  if (process.platform !== 'linux') return 'an installed browser is tested with on an X server of the test';
  return findBrowser(process.env, 'linux') === undefined ? 'no browser can show the window' : undefined;
}

/** The browser writes it into its profile. */
async function debuggingUrl(runtimeFolder: string, { pid }: ChildProcess): Promise<string> {
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await delay(20)) {
    const profile = readdirSync(runtimeFolder).find((name) => name.startsWith(`keybearer-window-${pid}-`));
    const [port, path] = profile === undefined ? [] : linesOf(join(runtimeFolder, profile, 'DevToolsActivePort'));
    if (path !== undefined) return `ws://127.0.0.1:${port}${path}`;
  }
  throw new Error('the browser did not start within 30 s');
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return []; // not yet
  }
}

async function firstPage(context: BrowserContext) {
  return context.pages()[0] ?? context.waitForEvent('page');
}
