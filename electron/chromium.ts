/**
 * Entry: the window in an installed Chromium, Chrome or Edge. Started by the launcher or by `npm start`, which have cleaned the
 * environment before Node began.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isKeybearerError } from '../shared/errors.ts';
import { composeClipboard } from './compose.ts';
import type { Clipboard } from './delivery/clipboard.ts';
import { runInChromium } from './desktop/chromium/run.ts';
import { becomeInstance } from './desktop/chromium/single-instance.ts';
import { startParts } from './desktop/start-parts.ts';
import { findBrowser } from './window/browsers.ts';

/** Exit codes of the command line (docs/exit-codes.md). */
const unavailable = 5;

const { home } = parseArgs({ options: { home: { type: 'string' } } }).values;
const { env, platform } = process;
const parts = startParts({ env, platform, home });

process.exitCode = await openWindow();

async function openWindow(): Promise<number> {
  const browser = findBrowser(env, platform);
  if (browser === undefined) {
    process.stderr.write('keybearer: error: there is no Chromium, Chrome or Edge that can show the window\n');
    return unavailable;
  }
  let focus = () => {};
  const instance = await becomeInstance(parts.source.path, env, platform, () => focus());
  if (instance === undefined) {
    process.stderr.write('keybearer: the window is open already\n');
    return 0;
  }
  const bundleFolder = join(import.meta.dirname, '../renderer');
  const clipboard = clipboardHere();
  const surroundings = { env, clipboard, clipboardHints: true, browserPath: browser.path, bundleFolder };
  const running = await runInChromium({ ...parts, ...surroundings });
  focus = running.focus;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void running.close());
  await running.ended;
  instance.release();
  return 0;
}

function clipboardHere(): Clipboard | undefined {
  try {
    return composeClipboard({ env, platform, keeper: join(import.meta.dirname, '../cli/clipboard-keeper.cjs') });
  } catch (caught) {
    if (isKeybearerError(caught, 'clipboard-unavailable')) return undefined;
    throw caught;
  }
}
