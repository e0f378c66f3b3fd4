/** Every view and dialog of the window that shows a name, and the way there from the list. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { button, chooseIn } from '../window/ways.ts';

export const markup = '<img src=x onerror="globalThis.owned=1">';
/** Letters that run from right to left. */
export const reversed = '\u05e9\u05dc\u05d5\u05dd gpj.exe';
/** Files to import, in the folder that a way is given. */
export const importFiles = { env: `${markup.replaceAll('/', '')}.env`, csv: 'hostile.csv' };

/** @param folder Where the files to import lie. */
export type Way = (page: Page, folder: string) => Promise<void>;

/** What is done with the key that is looked at. */
export const ofOneKey: Readonly<Record<string, Way>> = {
  'the detail of a key': async () => {},
  edit: (page) => page.keyboard.press('ControlOrMeta+e'),
  'lead times': (page) => chooseIn(page, 'More', /^Lead times/),
  replace: (page) => chooseIn(page, 'More', 'Replace the secret'),
  remove: (page) => page.keyboard.press('Delete'),
};

/** Every other view and dialog that shows a name. */
export const ofAllKeys: Readonly<Record<string, Way>> = {
  keys: async () => {},
  'keys, several chosen': async (page) => {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByText(/ keys chosen$/).waitFor({ state: 'attached' });
  },
  'nothing found': (page) => page.keyboard.type(`${markup} zzz`),
  palette: async (page) => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('o');
  },
  'filter by issuer': (page) => button(page, 'Issuer'),
  'filter by tag': (page) => button(page, 'Tag'),
  add: async (page) => {
    await page.keyboard.press('ControlOrMeta+n');
    await page.getByLabel(/^Paste/).fill(`${markup}=${'x'.repeat(300)}`);
    await page.getByLabel('Name').fill(markup);
  },
  expiry: async (page) => {
    await page.keyboard.press('ControlOrMeta+2');
    await page.locator('[data-mark]').first().waitFor();
  },
  activity: async (page) => {
    await page.keyboard.press('ControlOrMeta+3');
    await page.locator('.event').first().waitFor();
  },
  'import of an .env file': (page, folder) => previewImport(page, join(folder, importFiles.env)),
  'import of a CSV file': (page, folder) => previewImport(page, join(folder, importFiles.csv)),
  backup: async (page) => {
    await page.keyboard.press('ControlOrMeta+5');
    await button(page, 'Back up');
  },
  trash: async (page) => {
    await page.keyboard.press('ControlOrMeta+5');
    await button(page, 'Open the trash');
    await page
      .getByRole('dialog')
      .getByText(/^removed /)
      .waitFor();
  },
};

async function previewImport(page: Page, path: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+5');
  await button(page, 'Import keys');
  await page.getByLabel(/^Files/).fill(path);
  await button(page, 'Look at it');
  await page.locator('.transfer-row').first().waitFor();
}
