import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { callsOf, lastInput, withWindow } from './with-window.ts';

const pin = 'sesame-street';

describe.skipIf(browserPath === undefined)('the lock', () => {
  const open = withWindow();

  it('empties the window: search, dialogs and what was chosen', async () => {
    const page = await open();
    await page.keyboard.type('git');
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^Paste/).fill('half typed');
    await page.evaluate(() => window.keybearerFake?.emit('vault.locked', { why: 'idle' }));
    await page.evaluate(() => {
      window.keybearerFake!.state.state = 'locked';
    });
    await page.evaluate(() => window.keybearerFake?.emit('vault.locked', { why: 'idle' }));
    await page.getByText('It was not used for a while.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Show names and dates' }).click();
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('');
  });

  it('leaves names and dates, and the timeline', async () => {
    const page = await open({ state: 'locked' });
    await expect.poll(() => page.getByRole('option').count()).toBe(12);
    await page.keyboard.press('Control+2');
    await expect.poll(() => page.locator('[data-mark]').count()).toBe(8);
    expect(await page.getByText('Locked').count()).toBe(1);
  });

  it('asks in place, tells a wrong PIN, and then goes on with what was begun', async () => {
    const page = await open({ state: 'locked' });
    await page.keyboard.type('github');
    await page.keyboard.press('Enter');
    const field = page.getByRole('dialog').getByLabel('PIN');
    await field.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the PIN.').waitFor();
    await field.fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('github-ci is on the clipboard').waitFor();
    expect(await page.locator('[data-state=unlocked]').count()).toBe(1);
  });

  it('asks one question for two that wait, and none is forgotten', async () => {
    const page = await open({ state: 'locked' });
    await page.getByRole('button', { name: 'Reveal' }).dblclick();
    await page.getByRole('dialog').getByLabel('PIN').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('made-up-secret-of-').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('changes nothing where the question is left', async () => {
    const page = await open({ state: 'locked' });
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await callsOf(page)).filter((name) => name === 'keys.copy')).toHaveLength(1);
    expect(await page.getByText('is on the clipboard').count()).toBe(0);
  });

  it('asks nothing where nothing has to be typed', async () => {
    const page = await open({ state: 'locked', pin: null });
    await page.keyboard.press('Enter');
    await page.getByText('is on the clipboard').waitFor();
  });

  it('asks for a change of where a secret may go, and not for a date', async () => {
    const page = await open({ state: 'locked' });
    await page.keyboard.type('github');
    await page.keyboard.press('Control+e');
    await page.getByLabel('Expires').fill('90d');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+e');
    await page.getByLabel(/^Allowed origins/).fill('https://api.example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: 'Unlock to go on' }).getByLabel('PIN').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Edit the key' }).waitFor({ state: 'detached' });
    expect(await lastInput(page, 'keys.edit')).toEqual({
      id: expect.any(String),
      origins: ['https://api.example.com'],
    });
  });

  it('opens a vault behind a passphrase alone, of which nothing is known before', async () => {
    const page = await open({ state: 'closed', passphraseOnly: true });
    await page.getByText('not even when they expire').waitFor();
    await page.getByLabel('Passphrase').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('option').count()).toBe(12);
  });

  it('lets the owner of the recovery code set up a new way in', async () => {
    const page = await open();
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: /^Forgotten/ }).click();
    await page.getByLabel('Recovery code').fill('abcd efgh jkmn pqrs tvwx yz23 4567');
    await page.getByLabel(/^A passphrase alone/).check();
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Passphrase again').fill('correct horse battery');
    await page.getByRole('button', { name: 'Set up the new way in' }).click();
    await expect.poll(() => page.getByRole('option').count()).toBe(12);
    expect(await lastInput(page, 'vault.recover')).toMatchObject({ protector: 'passphrase' });
  });
});
