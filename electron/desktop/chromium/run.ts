/** The window in an installed browser, from its start to its end. */
import type { Page } from 'playwright-core';
import { type ApplicationParts, startApplication } from '../application.ts';
import { readBundle } from '../bundle.ts';
import { ChromiumShell, whenClosed } from './chromium-shell.ts';
import { launchBrowser } from './launch.ts';
import { makeProfile, removeProfile } from './profile.ts';
import { openWindow } from './window.ts';

export interface ChromiumRun extends Omit<ApplicationParts, 'shell'> {
  readonly env: NodeJS.ProcessEnv;
  /** Opens a page in the user's own browser, which is not the one that shows the window. */
  openPage(url: string): Promise<void>;
  readonly browserPath: string;
  /** The folder of the window's own files. */
  readonly bundleFolder: string;
}

export interface RunningWindow {
  readonly page: Page;
  focus(): void;
  /** Resolves when the window is closed and everything is put away. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export async function runInChromium(run: ChromiumRun): Promise<RunningWindow> {
  const bundle = readBundle(run.bundleFolder);
  const shell = new ChromiumShell(run.openPage);
  const profile = makeProfile(run.env);
  // Side by side: the browser takes longer than the vault.
  const launching = launchBrowser({ ...run, profile, isRoot: process.getuid?.() === 0 });
  const starting = startApplication({ ...run, shell });
  const putAway = async () => {
    await starting.then((application) => application.close()).catch(() => undefined); // it never started
    await launching.then((context) => context.close()).catch(() => undefined); // it has ended by itself
    await removeProfile(profile);
  };
  try {
    const [context, application] = await Promise.all([launching, starting]);
    const page = await openWindow(context, bundle, shell.events, application.call);
    shell.show(page);
    const ended = whenClosed(context, page).then(putAway);
    return { page, focus: () => shell.focus(), ended, close: () => page.close().then(() => ended) };
  } catch (caught) {
    await putAway();
    throw caught;
  }
}
