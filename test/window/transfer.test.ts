import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { callsOf, lastInput, withWindow } from './with-window.ts';

const openFrom = async (page: Page, name: string) => {
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name }).click();
};
const press = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe.skipIf(browserPath === undefined)('importing', () => {
  const open = withWindow();

  it('shows what would be stored and what not, stores it, and says where the secrets still stand', async () => {
    const page = await open();
    await openFrom(page, 'Import keys');
    await page.getByLabel(/^Files/).fill('~/src/site/.env\n');
    await press(page, 'Look at it');
    await page.getByText('date not read').waitFor();
    await page.getByText('2 are left out').click();
    await page.getByText('not a secret, but a number').waitFor();
    await page.getByText('in the vault already').waitFor();
    expect(await callsOf(page)).not.toContain('import.apply');
    await press(page, 'Import');
    await page.getByRole('dialog', { name: '2 keys imported' }).getByText('~/src/site/.env').waitFor();
    expect(await lastInput(page, 'import.preview')).toEqual({ paths: ['~/src/site/.env'], all: false });
  });

  it('asks for the password of a file, tells a wrong one, and keeps neither', async () => {
    const page = await open();
    await openFrom(page, 'Import keys');
    await page.getByLabel(/^Files/).fill('~/keys.kdbx');
    await press(page, 'Look at it');
    await page.getByLabel('Password of the file').fill('wrong');
    await press(page, 'Look at it');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password of the file').fill('open sesame');
    await press(page, 'Look at it');
    await page.getByRole('dialog', { name: 'Import 2 keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await callsOf(page)).at(-1)).toBe('import.cancel');
    await page.getByRole('button', { name: 'Import keys' }).click();
    expect(await page.getByLabel('Password of the file').count()).toBe(0);
  });

  it('asks which columns to take where their names say nothing', async () => {
    const page = await open();
    await openFrom(page, 'Import keys');
    await page.getByLabel(/^Files/).fill('~/keys.csv');
    await press(page, 'Look at it');
    await page.getByLabel('Column with the secret').fill('Zugang');
    await press(page, 'Look at it');
    await page.getByRole('dialog', { name: 'Import 2 keys' }).waitFor();
    expect(await lastInput(page, 'import.preview')).toMatchObject({ columns: [{ role: 'secret', column: 'Zugang' }] });
  });

  it('asks to unlock first, and goes on', async () => {
    const page = await open({ state: 'locked' });
    await openFrom(page, 'Import keys');
    await page.getByLabel(/^Files/).fill('~/.env');
    await press(page, 'Look at it');
    await page.getByRole('dialog', { name: 'Unlock to go on' }).getByLabel('PIN').fill('sesame-street');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Import 2 keys' }).waitFor();
  });

  it('types a path where the desktop has no dialog for it', async () => {
    const page = await open({ capabilities: { fileDialog: false } });
    await openFrom(page, 'Import keys');
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Choose' }).count()).toBe(0);
  });
});

describe.skipIf(browserPath === undefined)('backing up and restoring', () => {
  const open = withWindow();

  it('writes a file for a passphrase that was typed twice, and asks about keys that ask', async () => {
    const page = await open();
    await openFrom(page, 'Back up');
    await page.getByLabel('File', { exact: true }).fill('~/backup.age');
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    expect(await page.getByRole('button', { name: 'Write the backup' }).isDisabled()).toBe(true);
    await page.getByLabel('Passphrase again').fill('correct horse battery');
    await press(page, 'Write the backup');
    await page.getByLabel(/^Keys that ask before each use/).check();
    await press(page, 'Write the backup');
    await page.getByText('It was opened again, and is whole.').waitFor();
    expect(await lastInput(page, 'backup.write')).toMatchObject({ path: '~/backup.age', confirmed: true });
  });

  it('restores nothing while a key is here with other content and nothing was chosen', async () => {
    const page = await open();
    await openFrom(page, 'Restore');
    await page.getByLabel('File', { exact: true }).fill('~/backup.age');
    await page.getByLabel(/^Passphrase/).fill('correct horse battery');
    await press(page, 'Look at it');
    await page.getByText('choose what to do').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).isDisabled()).toBe(true);
    await page.getByLabel(/^If a key here/).selectOption('keep-both');
    await press(page, 'Look at it');
    await page.getByText(/is added as \S?stripe-live-2/).waitFor();
    await press(page, 'Restore');
    await page.getByText('2 keys were restored.').waitFor();
  });
});
