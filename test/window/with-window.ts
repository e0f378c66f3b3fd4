/** A built window and a browser for the tests of one file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { type BuiltWindow, buildWindow } from './built-window.ts';
import type { FakeOptions } from './fake/fake-state.ts';
import { launchBrowser, openWindow, type PageOptions } from './window-page.ts';

/** Opens the window as a test wants it, and closes it at the test's end; troubles fail the test. */
export type OpenPage = (fake?: FakeOptions, options?: PageOptions) => Promise<Page>;

/** To be called inside `describe`. */
export function withWindow(): OpenPage {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-window-'));
  let built: BuiltWindow;
  let browser: Browser;
  beforeAll(async () => {
    built = await buildWindow(folder);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (fake = {}, options = {}) => {
    const { page, troubles } = await openWindow(browser, built, { fake, ...options });
    page.setDefaultTimeout(20_000);
    onTestFinished(async () => {
      const found = await troubles();
      await page.context().close();
      expect(found.length > 0, found.join('\n')).toBe(options.expectsTroubles ?? false);
    });
    await page.locator('[data-ready]').waitFor();
    return page;
  };
}

/** The names of the procedures that the page has called, in order. */
export function callsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => window.keybearerFake!.state.calls.map(({ procedure }) => procedure));
}

/** What a procedure was given last. */
export function lastInput(page: Page, procedure: string): Promise<unknown> {
  return page.evaluate(
    (name) => window.keybearerFake!.state.calls.findLast((call) => call.procedure === name)?.input,
    procedure,
  );
}

/** The name of the key whose detail is shown. */
export function detailName(page: Page): Promise<string> {
  return page.locator('.detail-pane h1').innerText();
}
