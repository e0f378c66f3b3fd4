/**
 * Entry: the window in an installed Chromium, Chrome or Edge. Started by the launcher or by `npm start`, which have cleaned the
 * environment before Node began.
 */
import { join } from 'node:path';
import { isKeybearerError } from '../shared/errors.ts';
import { composeClipboard } from './compose-clipboard.ts';
import { composeReminders } from './compose-reminders.ts';
import { composeScreenLock } from './compose-screen-lock.ts';
import type { Clipboard } from './delivery/clipboard.ts';
import { runInChromium } from './desktop/chromium/run.ts';
import { becomeInstance } from './desktop/chromium/single-instance.ts';
import { commonParts, windowSettings } from './desktop/start-parts.ts';
import { findBrowser } from './window/browsers.ts';

/** Exit codes of the command line (docs/exit-codes.md). */
const unavailable = 5;

const settings = windowSettings(process);
const { env, platform } = settings;

process.exitCode = await openWindow().catch(sayWhyNot);

function sayWhyNot(caught: unknown): number {
  if (!isKeybearerError(caught, 'window-unavailable')) throw caught;
  process.stderr.write(
    `keybearer: error: the window cannot be opened: ${caught.details.folder} is not for you alone\n`,
  );
  process.stderr.write('keybearer: hint: log in anew, so that XDG_RUNTIME_DIR names a folder of yours\n');
  return unavailable;
}

async function openWindow(): Promise<number> {
  const browser = findBrowser(env, platform);
  if (browser === undefined) {
    process.stderr.write('keybearer: error: there is no Chromium, Chrome or Edge that can show the window\n');
    return unavailable;
  }
  let focus = () => {};
  const instance = await becomeInstance(settings.path, env, platform, () => focus());
  if (instance === undefined) {
    process.stderr.write('keybearer: the window is open already\n');
    return 0;
  }
  const { notifier, openPage } = composeReminders(settings);
  // Told to end while it starts, it starts first: then everything is there that has to be put away.
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => told.resolve());
  const running = await runInChromium({
    ...commonParts(settings),
    env,
    notifier,
    openPage,
    screenLock: await composeScreenLock(settings),
    clipboard: clipboardHere(),
    clipboardHints: true,
    browserPath: browser.path,
    bundleFolder: join(import.meta.dirname, '../renderer'),
  });
  focus = running.focus;
  void told.promise.then(() => running.close());
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
