import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRule, seriousFindings } from './axe.ts';
import { type BuiltWindow, buildWindow } from './built-window.ts';
import { layoutFaults } from './layout.ts';
import { takePictures } from './pictures.ts';
import { reachScene, scenes } from './scenes.ts';
import { browserPath, launchBrowser, openWindow } from './window-page.ts';

/** All that another theme changes. */
const contrast = ['color-contrast'];

describe.skipIf(browserPath === undefined)('every view and dialog', () => {
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

  const sizes = [
    { width: 1440, height: 900, colorScheme: 'light', rules: everyRule },
    { width: 800, height: 600, colorScheme: 'dark', rules: contrast },
    // 800 x 600 at 200 %.
    { width: 400, height: 300, colorScheme: 'light', rules: [] },
  ] as const;

  /** The quick-copy window has one. */
  const quickSizes = [
    { width: 560, height: 420, colorScheme: 'light', rules: everyRule },
    { width: 560, height: 420, colorScheme: 'dark', rules: contrast },
    { width: 280, height: 210, colorScheme: 'light', rules: [] },
  ] as const;

  it.each(Object.keys(scenes))('%s: keeps to the CSP (E7), reads well, cuts and covers nothing', async (name) => {
    const scene = scenes[name]!;
    const { path, fake = {} } = scene;
    for (const { rules, ...size } of path === undefined ? sizes : quickSizes) {
      const { page, troubles } = await openWindow(browser, built, { ...size, path, fake });
      try {
        await reachScene(page, scene);
        expect(await page.evaluate(layoutFaults), `${size.width} wide`).toEqual([]);
        if (rules.length > 0) expect(await seriousFindings(page, rules), `${size.width} wide`).toEqual([]);
        expect(await troubles(), `${size.width} wide`).toEqual([]);
        if (size.width > 400) await takePictures(page, `${name}-${size.width}`);
      } finally {
        await page.context().close();
      }
    }
  });
});
