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
    await benchStart({ browserPath, env, runtime }, open, rounds);
    await benchSearch(await open(10_000));
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
  const candidates = [
    { name: 'a bare browser with an empty page', run: () => openBare(bare, closing) },
    ...[300, 10_000].map((size) => ({
      name: `the window takes input, ${size} keys`,
      run: async () => {
        const running = await open(size);
        closing.push(running.close);
        await running.page.getByText('key-0', { exact: true }).first().waitFor();
      },
    })),
  ].map(({ name, run }) => ({
    name,
    // Closing is not part of it, and does not run beside the next.
    run: async () => {
      while (closing.length > 0) await closing.pop()?.();
      await run();
    },
  }));
  report('The window, from its start', await measure(candidates, rounds), 'at most 1.5 x a bare browser');
  while (closing.length > 0) await closing.pop()?.();
}

async function openBare({ browserPath, env, runtime }: Bare, closing: (() => Promise<unknown>)[]): Promise<void> {
  const profile = mkdtempSync(join(runtime, 'bare-'));
  const context = await launchBrowser({ browserPath, profile, env, isRoot: process.getuid?.() === 0 });
  closing.push(() => context.close());
  await context.pages()[0]?.evaluate('document.title');
}

async function openWindow(at: { path: string; env: NodeJS.ProcessEnv; browserPath: string }): Promise<RunningWindow> {
  const settings: Settings = { path: at.path, env: process.env, platform: process.platform, surface: 'window' };
  return runInChromium({
    ...at,
    source: vaultSource(settings),
    clipboard: undefined,
    clipboardHints: false,
    notifier: undefined,
    openPage: async () => {},
    version: '0.0.0-bench',
    platform: process.platform,
    reportDefect: (caught) => console.error(caught),
    bundleFolder,
  });
}

/** From the key stroke to the frame that shows the list as it is then. */
async function benchSearch(running: RunningWindow): Promise<void> {
  const { page } = running;
  await page.getByText('key-0', { exact: true }).first().waitFor();
  await page.evaluate(watchStrokes);
  for (const text of ['key-42', 'account-7', 'team-11', 'production', 'key-9999']) {
    await page.getByRole('combobox').fill('');
    for (const stroke of text) {
      await page.keyboard.press(stroke);
      await page.waitForTimeout(120);
    }
  }
  const times = ((await page.evaluate('globalThis.strokeTimes')) as number[]).sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  console.log(`\nA search key stroke to the painted list, 10000 keys  (aim: 50 ms at p95)`);
  console.log(`  ${times.length} strokes: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  await reportMemory(page);
  await running.close();
}

/** Runs in the page: the last change of the list within a stroke's reach, and the frame after it. */
const watchStrokes = `(() => {
  const times = (globalThis.strokeTimes = []);
  let pressedAt, changes = 0;
  addEventListener('keydown', (event) => {
    pressedAt = event.timeStamp;
    const begun = (changes = 0);
    const settle = (seen, shownAt) => requestAnimationFrame(() => setTimeout(() => {
      const now = performance.now();
      if (changes !== seen) return settle(changes, now);
      if (now - pressedAt < 90) return settle(seen, shownAt);
      if (shownAt !== undefined) times.push(shownAt - pressedAt);
    }));
    settle(begun);
  }, true);
  new MutationObserver(() => changes++).observe(document.querySelector('[role=listbox]'), { childList: true, subtree: true, characterData: true });
})()`;

async function reportMemory(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  console.log(`\nMemory with 10000 keys in the window`);
  console.log(
    `  this process, with the vault open: ${mebibytes(process.memoryUsage.rss())} (with all that was measured before)`,
  );
  console.log(`  the page's heap: ${mebibytes(usedSize)}`);
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
