/** What the user's system asks of the window: high contrast, no motion, paper. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { withWindow } from './with-window.ts';

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

describe.skipIf(browserPath === undefined)('the window', () => {
  const open = withWindow();

  it('tells what is chosen by system colours where those are forced', async () => {
    const page = await open();
    await page.emulateMedia({ forcedColors: 'active' });
    const rows = '.key-row-place';
    await page.locator(rows).first().waitFor();
    const chosen = await styleOf(page, `${rows}[aria-selected=true] .key-row`, 'background-color');
    expect(chosen).not.toBe(await styleOf(page, `${rows}[aria-selected=false] .key-row`, 'background-color'));
    expect(await styleOf(page, '.side-link[aria-current]', 'background-color')).toBe(chosen);
    expect(await styleOf(page, '.chip[aria-pressed=true]', 'background-color')).toBe(chosen);
    expect(await styleOf(page, '.badge', 'border-top-style')).toBe('solid');
    await page.keyboard.press('Control+2');
    await page.locator('.timeline-name').first().waitFor();
    const [name, ground] = [
      await styleOf(page, '.timeline-name', 'fill'),
      await styleOf(page, 'body', 'background-color'),
    ];
    expect(name).not.toBe(ground);
  });

  it('moves nothing for those who want no motion', async () => {
    const page = await open({}, { reducedMotion: 'reduce' });
    expect(await styleOf(page, '.button', 'transition-duration')).toBe('0s');
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it('prints nothing that is secret, or sealed with a secret', async () => {
    const page = await open();
    await page.getByRole('option', { name: /github-ci/ }).click();
    await page.getByText('~/src/site/.env.keybearer').waitFor();
    await page.getByRole('button', { name: 'Reveal' }).click();
    const revealed = page.getByText('made-up-secret-of-github-ci');
    await revealed.waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const text of ['made-up-secret-of-github-ci', '~/src/site/.env.keybearer', 'Only contents: read.'])
      expect(await page.getByText(text).isVisible(), text).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    expect(await revealed.isVisible()).toBe(true);
  });
});
