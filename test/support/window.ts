/** The window in a real browser, in one process with the test, over a vault in a folder of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type RunningWindow, runInChromium } from '../../electron/desktop/chromium/run.ts';
import { fileIdentity, type VaultSource } from '../../electron/desktop/vault-source.ts';
import { findBrowser } from '../../electron/window/browsers.ts';
import type { Input, Output, ProcedureName, Result } from '../../shared/contract.ts';
import { FakeClipboard } from '../fakes/fake-clipboard.ts';
import { createVaultIn, newHome, openVaultIn, removeHome, type TestHome, testParts } from './test-vault.ts';
import { startXDisplay, type XDisplay } from './x-display.ts';

export const emptyWindow = join(import.meta.dirname, '../fixtures/window');

export interface TestWindow {
  readonly home: TestHome;
  readonly page: Page;
  readonly clipboard: FakeClipboard;
  readonly running: RunningWindow;
  /** Where the profile lies. */
  readonly runtimeFolder: string;
  readonly defects: unknown[];
  /** Calls as the page would. */
  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Result<P>>;
  value<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>>;
  stop(): Promise<void>;
}

export async function startTestWindow(bundleFolder = emptyWindow): Promise<TestWindow> {
  const home = newHome();
  const runtimeFolder = join(home.folder, '..', 'runtime');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  const screen = await startXDisplay({ size: '1440x900' });
  await (await createVaultIn(home)).close();
  const clipboard = new FakeClipboard();
  const defects: unknown[] = [];
  const env = { ...process.env, DISPLAY: screen.name, XDG_RUNTIME_DIR: runtimeFolder, WAYLAND_DISPLAY: undefined };
  const running = await runInChromium({
    source: sourceIn(home),
    clipboard,
    notifier: undefined,
    screenLock: undefined,
    openPage: async () => {},
    clipboardHints: true,
    version: '0.0.0-test',
    platform: process.platform,
    reportDefect: (caught) => defects.push(caught),
    env,
    browserPath: requireBrowser(),
    bundleFolder,
  });
  const { page } = running;
  const call = <P extends ProcedureName>(name: P, input: Input<P>) => callIn(page, name, input);
  const value = <P extends ProcedureName>(name: P, input: Input<P>) => valueIn(page, name, input);
  const stop = () => stopAll(running, screen, home);
  return { home, page, clipboard, running, runtimeFolder, defects, call, value, stop };
}

export function callIn<P extends ProcedureName>(page: Page, name: P, input: Input<P>): Promise<Result<P>> {
  const inPage = ({ name, input }: { name: string; input: unknown }) => {
    const { keybearer } = globalThis as unknown as { keybearer: Record<string, (input: unknown) => unknown> };
    return keybearer[name]?.(input);
  };
  return page.evaluate(inPage, { name, input }) as Promise<Result<P>>;
}

/** A call that is expected to succeed. */
export async function valueIn<P extends ProcedureName>(page: Page, name: P, input: Input<P>): Promise<Output<P>> {
  const result = await callIn(page, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.code} ${JSON.stringify(result.details)}`);
  return result.value;
}

export function requireBrowser(): string {
  const browser = findBrowser(process.env, process.platform);
  if (browser === undefined) throw new Error('no browser that can show the window: apt-get install chromium');
  return browser.path;
}

async function stopAll(running: RunningWindow, screen: XDisplay, home: TestHome): Promise<void> {
  await running.close();
  await screen.kill();
  removeHome(home);
}

export function sourceIn(home: TestHome): VaultSource {
  return {
    path: home.path,
    exists: () => fileIdentity(home.path) !== undefined,
    identity: () => fileIdentity(home.path),
    open: () => openVaultIn(home),
    create: (plan) => createVaultIn(home, plan),
    availability: (kind) => testParts(home).protectors[kind].availability(),
  };
}
