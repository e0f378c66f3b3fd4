/** The window beside a bare browser: time to a window that takes input, a key stroke's way to the screen, memory, size. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { Settings } from '../../electron/compose.ts';
import { launchBrowser } from '../../electron/desktop/chromium/launch.ts';
import { type RunningWindow, runInChromium } from '../../electron/desktop/chromium/run.ts';
import { vaultSource } from '../../electron/desktop/vault-source.ts';
import { findBrowser } from '../../electron/window/browsers.ts';
import { startXDisplay } from '../../test/support/x-display.ts';
import { measure, report } from './measure.ts';
import { reportBareMemory, reportWindowMemory } from './window-memory.ts';
import { showBarePage, typeAndTakeBack } from './window-strokes.ts';

const bundleFolder = join(import.meta.dirname, '../../out/renderer');

/** @param homes The sample vaults' folders by their size. */
export async function benchWindow(homes: ReadonlyMap<number, string>, rounds: number): Promise<void> {
  const browserPath = findBrowser(process.env, process.platform)?.path;
  if (browserPath === undefined || process.platform !== 'linux') {
    console.log('\nThe window: not measured, as there is no browser that can show it');
    return;
  }
  const display = await startXDisplay({ size: '1440x900' });
  const runtime = mkdtempSync(join(tmpdir(), 'keybearer-bench-window-'));
  mkdirSync(join(runtime, 'run'), { mode: 0o700 });
  const env = {
    ...process.env,
    DISPLAY: display.name,
    WAYLAND_DISPLAY: undefined,
    XDG_RUNTIME_DIR: join(runtime, 'run'),
  };
  const open = (size: number) => openWindow({ path: join(homes.get(size)!, 'vault.db'), env, browserPath });
  try {
    const bare = { browserPath, env, runtime };
    await benchStart(bare, open, rounds);
    await benchSearch(bare, await open(10_000));
    await benchMemory(bare, homes);
    reportSize();
  } finally {
    await display.kill();
    rmSync(runtime, { recursive: true, force: true });
  }
}

interface Bare {
  readonly browserPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly runtime: string;
}

async function benchStart(bare: Bare, open: (size: number) => Promise<RunningWindow>, rounds: number): Promise<void> {
  const closing: (() => Promise<unknown>)[] = [];
  // Closing takes longer than starting.
  const after = async () => {
    while (closing.length > 0) await closing.pop()?.();
  };
  const candidates = [
    { name: 'a bare browser with an empty page', run: () => openBare(bare, closing).then(() => undefined), after },
    ...[300, 10_000].map((size) => ({
      name: `the window takes input, ${size} keys`,
      run: async () => {
        const running = await open(size);
        closing.push(running.close);
        await running.page.getByText('key-0', { exact: true }).first().waitFor();
      },
      after,
    })),
  ];
  report('The window, from its start', await measure(candidates, rounds), 'at most 1.5 x a bare browser');
}

async function openBare({ browserPath, env, runtime }: Bare, closing: (() => Promise<unknown>)[]): Promise<Page> {
  const profile = mkdtempSync(join(runtime, 'bare-'));
  const context = await launchBrowser({ browserPath, profile, env, isRoot: process.getuid?.() === 0 });
  closing.push(() => context.close());
  const page = context.pages()[0]!;
  await page.evaluate('document.title');
  return page;
}

async function openWindow(at: { path: string; env: NodeJS.ProcessEnv; browserPath: string }): Promise<RunningWindow> {
  const settings: Settings = { path: at.path, env: process.env, platform: process.platform, surface: 'window' };
  return runInChromium({
    ...at,
    source: vaultSource(settings),
    clipboard: undefined,
    clipboardHints: false,
    notifier: undefined,
    screenLock: undefined,
    openPage: async () => {},
    version: '0.0.0-bench',
    platform: process.platform,
    reportDefect: (caught) => console.error(caught),
    bundleFolder,
  });
}

async function benchSearch(bare: Bare, running: RunningWindow): Promise<void> {
  const closing: (() => Promise<unknown>)[] = [];
  await running.page.getByText('key-0', { exact: true }).first().waitFor();
  const barePage = await openBare(bare, closing);
  await showBarePage(barePage);
  console.log('\nA search key stroke until its frame is shown  (aim: 50 ms at p95)');
  printStrokes('a field in a bare page', await typeAndTakeBack(barePage, 1));
  printStrokes('the search, 10000 keys', await typeAndTakeBack(running.page, 3));
  while (closing.length > 0) await closing.pop()?.();
  await running.close();
}

function printStrokes(name: string, sorted: readonly number[]): void {
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  console.log(`  ${name.padEnd(30)}${sorted.length} strokes: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}

/** One window after the other, each a program of its own. */
async function benchMemory(bare: Bare, homes: ReadonlyMap<number, string>): Promise<void> {
  const closing: (() => Promise<unknown>)[] = [];
  await openBare(bare, closing);
  await reportBareMemory(join(bare.runtime, 'bare-'));
  while (closing.length > 0) await closing.pop()?.();
  for (const size of [300, 10_000]) await reportWindowMemory(homes.get(size)!, size, bare.env);
}

function reportSize(): void {
  const assets = join(bundleFolder, 'assets');
  const bytes = (ending: string) =>
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .map((name) => ({
        whole: statSync(join(assets, name)).size,
        gzip: gzipSync(readFileSync(join(assets, name))).length,
      }))
      .reduce((sum, one) => ({ whole: sum.whole + one.whole, gzip: sum.gzip + one.gzip }), { whole: 0, gzip: 0 });
  console.log(`\nThe page's files`);
  for (const ending of ['.js', '.css', '.woff2']) {
    const { whole, gzip } = bytes(ending);
    console.log(`  ${ending.padEnd(8)}${mebibytes(whole).padStart(10)}, ${mebibytes(gzip)} with gzip`);
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`;
}
