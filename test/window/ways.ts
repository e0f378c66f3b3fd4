/** Ways about the window, and when it has come to rest. */
import type { Page } from 'playwright-core';

export function button(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole('button', { name }).click();
}

/** Opens a menu and chooses one of its entries. */
export async function chooseIn(page: Page, menu: string | RegExp, entry: string | RegExp): Promise<void> {
  await button(page, menu);
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Waits until nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
