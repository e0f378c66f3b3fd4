/** Pictures of what the tests have reached, for people to look at: in test-pictures/, which Git leaves out. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { settled } from './ways.ts';

const folder = join(import.meta.dirname, '../../test-pictures');

/** Takes one in light and one in dark. @param name Becomes a file's name. */
export async function takePictures(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await page.screenshot({ path: join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}-${colorScheme}.png`) });
  }
}
