/** Every view and dialog of the window, and the way there: what is looked at, measured and photographed. */
import type { Page } from 'playwright-core';
import type { FakeOptions } from './fake/fake-state.ts';
import { button, chooseIn, settled } from './ways.ts';

export interface Scene {
  readonly fake?: FakeOptions;
  /** The quick-copy window's, instead of the window's. */
  readonly path?: 'quick.html';
  /** From the window's first state. */
  readonly reach?: (page: Page) => Promise<void>;
}

const press = (keys: string) => (page: Page) => page.keyboard.press(keys);
const open = (name: string) => async (page: Page) => page.getByRole('option', { name: new RegExp(name) }).click();
const github = open('github-ci');

const expiry = async (page: Page) => {
  await page.keyboard.press('Control+2');
  await page.locator('.timeline-mark').first().waitFor();
};

const preview = async (page: Page, path: string) => {
  await page.keyboard.press('Control+5');
  await button(page, 'Import keys');
  await page.getByLabel(/^Files/).fill(path);
  await button(page, 'Look at it');
  await page.getByText('left out').waitFor();
};

const quick = (fake: FakeOptions = {}, reach?: Scene['reach']): Scene => ({
  path: 'quick.html',
  fake,
  ...(reach === undefined ? {} : { reach }),
});

export const scenes: Readonly<Record<string, Scene>> = {
  keys: {},
  'keys, one of them': { reach: github },
  'keys, one of several parts': { reach: open('datadog') },
  'keys, one without issuer': { reach: open('deploy-certificate') },
  'keys, several chosen': {
    reach: async (page) => {
      await page.getByRole('listbox').focus();
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
    },
  },
  'keys, nothing found': { reach: async (page) => page.keyboard.type('zzz') },
  'keys, none yet': { fake: { keys: 'none' } },
  'keys, hostile names': { fake: { keys: 'hostile' } },
  'keys, a hostile name': { fake: { keys: 'hostile' }, reach: open('www') },
  'keys, 10,000 of them': { fake: { keys: 10_000 } },
  'keys, a file that is damaged': { fake: { failures: { 'keys.list': 'vault-damaged' } } },
  'keys, locked': { fake: { state: 'locked' }, reach: github },
  copied: {
    reach: async (page) => {
      await github(page);
      await page.keyboard.press('Enter');
      await page.getByText('is on the clipboard').waitFor();
    },
  },
  'copy as': {
    reach: async (page) => {
      await github(page);
      await button(page, /^Copy as/);
      await page.getByRole('menu').waitFor();
    },
  },
  'filter menu': { reach: async (page) => button(page, 'Issuer') },
  'the header of a key that is expired': { reach: open('workload-protection') },
  'nothing was copied': {
    fake: { failures: { 'keys.copy': 'clipboard-unavailable' } },
    reach: async (page) => {
      await github(page);
      await page.keyboard.press('Enter');
      await page.getByText('Nothing was copied').waitFor();
    },
  },
  revealed: {
    reach: async (page) => {
      await github(page);
      await button(page, 'Reveal');
      await page.getByText('made-up-secret').waitFor();
    },
  },
  'asked before use': {
    reach: async (page) => {
      await page.keyboard.type('stripe');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  removed: {
    reach: async (page) => {
      await page.getByRole('listbox').focus();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByText('was removed').waitFor();
    },
  },
  add: { reach: press('Control+n') },
  'add, recognised': {
    reach: async (page) => {
      await page.keyboard.press('Control+n');
      await page.getByLabel(/^Paste/).fill(`Authorization: Bearer ghp_${'a'.repeat(36)}`);
      await page.getByText('Recognised on this computer').waitFor();
    },
  },
  'add, everything open': {
    reach: async (page) => {
      await page.keyboard.press('Control+n');
      await page.getByLabel(/^Paste/).fill('something that nobody knows');
      await page.getByText(/^More/).click();
      await page.getByLabel('Expires').fill('tomorrow');
    },
  },
  edit: {
    reach: async (page) => {
      await github(page);
      await page.keyboard.press('Control+e');
    },
  },
  replace: {
    reach: async (page) => {
      await github(page);
      await chooseIn(page, 'More', 'Replace the secret');
    },
  },
  'lead times': {
    reach: async (page) => {
      await github(page);
      await chooseIn(page, 'More', /^Lead times/);
    },
  },
  palette: {
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('git');
    },
  },
  'palette, nothing found': {
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('zzzz');
    },
  },
  shortcuts: { reach: press('?') },
  trash: {
    reach: async (page) => {
      await page.getByRole('listbox').focus();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.keyboard.press('Control+5');
      await button(page, 'Open the trash');
      await page.getByRole('button', { name: 'Restore' }).waitFor();
    },
  },
  'unlock in place, a wrong PIN': {
    fake: { state: 'locked' },
    reach: async (page) => {
      await github(page);
      await page.keyboard.press('Enter');
      await page.getByLabel('PIN').fill('not the PIN');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  'unlock in place': {
    fake: { state: 'locked' },
    reach: async (page) => {
      await github(page);
      await page.keyboard.press('Enter');
    },
  },
  expiry: { reach: expiry },
  'expiry, no keys': { fake: { keys: 'none' }, reach: press('Control+2') },
  'expiry, hostile names': { fake: { keys: 'hostile' }, reach: expiry },
  'expiry, many keys': { fake: { keys: 900 }, reach: expiry },
  activity: { reach: press('Control+3') },
  'activity, hostile names': { fake: { keys: 'hostile' }, reach: press('Control+3') },
  protection: { reach: press('Control+4') },
  'protection, new recovery code': {
    reach: async (page) => {
      await page.keyboard.press('Control+4');
      await chooseIn(page, 'Add a way in', /recovery/);
    },
  },
  'protection, new keys': {
    reach: async (page) => {
      await page.keyboard.press('Control+4');
      await button(page, 'Make new keys');
    },
  },
  'protection, change of PIN': {
    reach: async (page) => {
      await page.keyboard.press('Control+4');
      await page.getByRole('region', { name: 'PIN' }).getByRole('button', { name: 'Change' }).click();
    },
  },
  import: {
    reach: async (page) => {
      await page.keyboard.press('Control+5');
      await button(page, 'Import keys');
    },
  },
  'import, what would be stored': { reach: (page) => preview(page, '~/src/site/.env') },
  'import, hostile names': { reach: (page) => preview(page, '~/hostile.env') },
  'import, columns asked for': {
    reach: async (page) => {
      await page.keyboard.press('Control+5');
      await button(page, 'Import keys');
      await page.getByLabel(/^Files/).fill('~/keys.csv');
      await button(page, 'Look at it');
      await page.getByLabel('Column with the secret').waitFor();
    },
  },
  backup: {
    reach: async (page) => {
      await page.keyboard.press('Control+5');
      await button(page, 'Back up');
    },
  },
  restore: {
    reach: async (page) => {
      await page.keyboard.press('Control+5');
      await button(page, 'Restore');
      await page.getByLabel('File', { exact: true }).fill('~/backup.age');
      await page.getByLabel(/^Passphrase/).fill('correct horse battery');
      await button(page, 'Look at it');
      await page.getByText('lost-key').waitFor();
    },
  },
  settings: { reach: press('Control+5') },
  'lock screen': { reach: press('Control+l') },
  'lock screen that only keeps eyes out': { fake: { pin: null }, reach: press('Control+l') },
  'back in by the recovery code': {
    reach: async (page) => {
      await page.keyboard.press('Control+l');
      await button(page, /^Forgotten/);
    },
  },
  closed: { fake: { state: 'closed', passphraseOnly: true } },
  'a vault that cannot be opened': {
    fake: { state: 'unusable', problem: { code: 'vault-from-newer-version', details: {} } },
  },
  'a vault that is gone': { fake: { state: 'unusable', problem: { code: 'vault-not-found', details: {} } } },
  'no answer': { fake: { failures: { 'vault.status': 'internal' } } },
  'first run': { fake: { state: 'none' } },
  'first run, with a PIN': { fake: { state: 'none' }, reach: async (page) => page.getByLabel(/and a PIN/).check() },
  'first run, with a TPM that may not be used': { fake: { state: 'none', tpm: 'forbidden' } },
  'first run, the code': { fake: { state: 'none' }, reach: async (page) => button(page, 'Go on') },
  'first run, the code typed': {
    fake: { state: 'none' },
    reach: async (page) => {
      await button(page, 'Go on');
      await button(page, 'I have written it down');
    },
  },
  quick: quick(),
  'quick, found': quick({}, async (page) => page.keyboard.type('git')),
  'quick, nothing found': quick({}, async (page) => page.keyboard.type('zzz')),
  'quick, locked': quick({ state: 'locked' }),
  'quick, unlock in place': quick({ state: 'locked' }, async (page) => {
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  }),
  'quick, asked before use': quick({}, async (page) => {
    await page.keyboard.type('stripe');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  }),
  'quick, not copied': quick({ failures: { 'keys.copy': 'clipboard-unavailable' } }, async (page) => {
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Dismiss' }).waitFor();
  }),
  'quick, hostile names': quick({ keys: 'hostile' }),
  'quick, 10,000 keys': quick({ keys: 10_000 }),
  'quick, no keys yet': quick({ keys: 'none' }),
  'quick, no vault yet': quick({ state: 'none' }),
  'quick, closed': quick({ state: 'closed', passphraseOnly: true }),
  'quick, a vault that cannot be opened': quick({
    state: 'unusable',
    problem: { code: 'vault-from-newer-version', details: {} },
  }),
  'quick, a file that is damaged': quick({ failures: { 'keys.list': 'vault-damaged' } }),
  'quick, no answer': quick({ failures: { 'vault.status': 'internal' } }),
  'first run, without a code': {
    fake: { state: 'none' },
    reach: async (page) => {
      await button(page, 'Go on');
      await button(page, 'Go without one');
    },
  },
};

/** Goes to a scene and waits until nothing moves any more. */
export async function reachScene(page: Page, { reach }: Scene): Promise<void> {
  await page.locator('[data-ready]').waitFor();
  const isList = await page.locator('[data-ready=keys]').count();
  if (isList > 0) await page.locator('[role=option], .empty-vault, .page').first().waitFor();
  const isQuick = await page.locator('[data-ready=quick]').count();
  if (isQuick > 0) await page.locator('[role=option], .quick-instead').first().waitFor();
  await reach?.(page);
  await settled(page);
}
