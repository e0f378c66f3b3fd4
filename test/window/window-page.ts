/** The built window in a real Chromium, served as a shell serves it: from the bundle alone, under the CSP. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { answerFrom } from '../../electron/desktop/bundle.ts';
import { findBrowser } from '../../electron/window/browsers.ts';
import type { BuiltWindow } from './built-window.ts';
import type { FakeOptions } from './fake/fake-state.ts';

const origin = 'https://keybearer.localhost';

export const browserPath = findBrowser(process.env, process.platform)?.path;

export async function launchBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: browserPath!, args: [...asRoot, '--disable-quic', '--no-first-run'] });
}

export interface PageOptions {
  /** Which of the bundle's pages; else the window itself. */
  readonly path?: string | undefined;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce';
  readonly fake?: FakeOptions;
  /** For a test that provokes them. */
  readonly expectsTroubles?: boolean;
}

/** What went wrong in a page that no test may overlook. */
export interface WatchedPage {
  readonly page: Page;
  /** Refusals of the CSP, errors of scripts, requests that left the bundle. */
  readonly troubles: () => Promise<string[]>;
}

export async function openWindow(
  browser: Browser,
  built: BuiltWindow,
  options: PageOptions = {},
): Promise<WatchedPage> {
  const { path = '', width = 1440, height = 900, colorScheme = 'light', reducedMotion, fake = {} } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: reducedMotion ?? 'no-preference',
    serviceWorkers: 'block',
  });
  const troubles: string[] = [];
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (new URL(url).origin !== origin) {
      troubles.push(`request: ${url}`);
      return route.abort();
    }
    const answer = answerFrom(built.bundle, url);
    if (answer.status !== 200) troubles.push(`not in the bundle: ${url}`);
    return route.fulfill({ status: answer.status, headers: answer.headers, body: answer.body });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && troubles.push(`console: ${message.text()}`));
  await page.addInitScript((given) => {
    window.keybearerFakeOptions = given;
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations?.push(
        `csp: ${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`,
      ),
    );
  }, fake);
  await page.addInitScript({ path: built.fakeScript });
  await page.goto(`${origin}/${path}`);
  return { page, troubles: async () => [...troubles, ...((await page.evaluate(() => window.violations)) ?? [])] };
}

declare global {
  /** In a page: what the CSP has refused. */
  var violations: string[] | undefined;
}
