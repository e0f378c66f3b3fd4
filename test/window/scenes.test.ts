import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, buildWindow } from './built-window.ts';
import { layoutFaults } from './layout.ts';
import { reachScene, scenes } from './scenes.ts';
import { browserPath, launchBrowser, openWindow } from './window-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that another theme changes. */
const contrast = ['color-contrast'];

/** What axe finds serious or critical against WCAG 2.2 AA, with where. */
async function seriousFindings(page: Page, rules: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  // Base UI's guards hand the focus on at once: nobody stays on one.
  const run = `axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, { runOnly: ${JSON.stringify(rules)} })`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.slice(0, 200)}`),
    );
}

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
    { width: 1440, height: 900, colorScheme: 'light', rules: everything },
    { width: 800, height: 600, colorScheme: 'dark', rules: contrast },
    // 800 x 600 at 200 %.
    { width: 400, height: 300, colorScheme: 'light', rules: [] },
  ] as const;

  it.each(Object.keys(scenes))('%s: keeps to the CSP (E7), reads well, cuts and covers nothing', async (name) => {
    const scene = scenes[name]!;
    for (const { rules, ...size } of sizes) {
      const { page, troubles } = await openWindow(browser, built, { ...size, fake: scene.fake ?? {} });
      try {
        await reachScene(page, scene);
        expect(await page.evaluate(layoutFaults), `${size.width} wide`).toEqual([]);
        if (rules.length > 0) expect(await seriousFindings(page, rules), `${size.width} wide`).toEqual([]);
        expect(await troubles(), `${size.width} wide`).toEqual([]);
      } finally {
        await page.context().close();
      }
    }
  });
});
