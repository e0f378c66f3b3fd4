import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FakeOptions } from './fake/fake-state.ts';
import { browserPath } from './window-page.ts';
import { callsOf, lastInput, withWindow } from './with-window.ts';

const idOf = (number: number) => number.toString(16).padStart(32, '0');
const calls = (page: Page, name: string) => callsOf(page).then((all) => all.filter((one) => one === name).length);

describe.skipIf(browserPath === undefined)('the quick-copy window', () => {
  const openPage = withWindow();
  const open = async (fake: FakeOptions = {}) => {
    const page = await openPage(fake, { path: 'quick.html', width: 560, height: 420 });
    await page.locator('[role=option], .quick-instead').first().waitFor();
    return page;
  };
  const isLeft = (page: Page) => expect.poll(() => calls(page, 'quick.hide')).toBe(1);

  it('finds by typing, copies by Enter, and is gone', async () => {
    const page = await open();
    await page.keyboard.type('gitl');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await isLeft(page);
    expect(await lastInput(page, 'keys.copy')).toEqual({
      id: idOf(3),
      format: 'line',
      withSecret: true,
      confirmed: false,
    });
  });

  it('copies the secret of a key that fills no header, and says so before', async () => {
    const page = await open();
    await page.keyboard.type('certificate');
    await page.getByText('Enter copies the secret for 30 seconds').waitFor();
    await page.keyboard.press('Enter');
    await isLeft(page);
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ format: 'raw' });
  });

  it('offers first what was used last, and moves by arrows', async () => {
    const page = await open({ lastUsedIds: [idOf(5), idOf(2)] });
    const first = page.getByRole('option').first();
    await expect.poll(() => first.innerText()).toContain('openai-eval');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await isLeft(page);
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ id: idOf(2) });
  });

  it('is left by Escape, without a copy', async () => {
    const page = await open();
    await page.keyboard.type('git');
    await page.keyboard.press('Escape');
    await isLeft(page);
    expect(await calls(page, 'keys.copy')).toBe(0);
  });

  it('asks for the unlock in place, then goes on', async () => {
    const page = await open({ state: 'locked' });
    await page.keyboard.type('github');
    await page.getByText('Enter asks, then copies the header').waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('PIN').fill('sesame-street');
    await page.keyboard.press('Enter');
    await isLeft(page);
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ id: idOf(2) });
  });

  it('asks for nothing where nothing has to be typed', async () => {
    const page = await open({ state: 'locked', pin: null });
    await page.keyboard.type('github');
    await page.keyboard.press('Enter');
    await isLeft(page);
    expect(await calls(page, 'vault.unlock')).toBe(1);
  });

  it('asks in place for a key that asks before use; Escape says no, and the window stays', async () => {
    const page = await open();
    await page.keyboard.type('stripe');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Copy this key?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await calls(page, 'quick.hide')).toBe(0);
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ confirmed: false });
    await page.getByRole('combobox').press('Enter');
    await page.getByRole('button', { name: 'Copy' }).click();
    await isLeft(page);
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ confirmed: true });
  });

  it('stays and says why where nothing was copied', async () => {
    const page = await open({ failures: { 'keys.copy': 'clipboard-unavailable' } });
    await page.keyboard.press('Enter');
    await page.getByText(/^Nothing was copied/).waitFor();
    expect(await calls(page, 'quick.hide')).toBe(0);
  });

  it('shows a key in the window by Ctrl Enter', async () => {
    const page = await open();
    await page.keyboard.type('github');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => lastInput(page, 'quick.toWindow')).toEqual({ id: idOf(2) });
    expect(await calls(page, 'keys.copy')).toBe(0);
  });

  it('begins anew each time it comes up', async () => {
    const page = await open();
    await page.keyboard.type('stripe');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => window.keybearerFake?.emit('quick.shown', {}));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    expect(await calls(page, 'keys.list')).toBe(2);
  });

  it('leads to the window where no key is called that', async () => {
    const page = await open();
    await page.keyboard.type('zzz');
    await page.getByRole('option', { name: /^No key is called that/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => lastInput(page, 'quick.toWindow')).toEqual({ id: null });
  });

  it.each([
    ['no vault', { state: 'none' }],
    ['no keys', { keys: 'none' }],
  ] as const)('leads to the window where there is %s', async (_what, fake) => {
    const page = await open(fake);
    await page.keyboard.press('Enter');
    await expect.poll(() => lastInput(page, 'quick.toWindow')).toEqual({ id: null });
  });
});

describe.skipIf(browserPath === undefined)('the window, when a key is chosen in the tray', () => {
  const open = withWindow();
  const choose = (page: Page, number: number) =>
    page.evaluate((id) => window.keybearerFake?.emit('keys.show', { id, copy: true }), idOf(number));

  it('copies it, asking what has to be asked', async () => {
    const page = await open();
    await choose(page, 11);
    await page.getByRole('dialog', { name: 'Copy this key?' }).getByRole('button', { name: 'Copy' }).click();
    await page.getByText('stripe-live is on the clipboard').waitFor();
  });

  it('asks for the unlock before the lock screen, then copies', async () => {
    const page = await open();
    await page.keyboard.press('Control+l');
    await page.locator('[data-ready=locked]').waitFor();
    await choose(page, 2);
    await page.getByLabel('PIN').fill('sesame-street');
    await page.keyboard.press('Enter');
    await page.getByText('github-ci is on the clipboard').waitFor();
  });

  it('leaves what was begun in a dialog alone', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^Paste/).fill('half typed');
    await choose(page, 2);
    await expect.poll(() => lastInput(page, 'keys.copy')).toMatchObject({ id: idOf(2) });
    expect(await page.getByLabel(/^Paste/).inputValue()).toBe('half typed');
  });
});
