/** Where a secret is in the page, and for how long (promise 1 of the design). */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { madeUpToken } from '../support/made-up-token.ts';
import { browserPath } from './window-page.ts';
import { callsOf, lastInput, withWindow } from './with-window.ts';

const token = madeUpToken('github');
const shown = 'made-up-secret-of-';

/** Whether a text is anywhere in the page: in its elements, what is typed into them, its title, or what outlives it. */
function holds(page: Page, text: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input,textarea')];
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.title, location.href];
    return [document.documentElement.outerHTML, ...fields.map(({ value }) => value), ...kept].some((one) =>
      one.includes(wanted),
    );
  }, text);
}

describe.skipIf(browserPath === undefined)('a secret in the page', () => {
  const open = withWindow();

  it('is concealed while it is pasted, and gone once it is stored', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    const box = page.getByLabel(/^Paste/);
    await box.fill(`curl -H "Authorization: Bearer ${token}" https://api.github.com/user`);
    expect(await box.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'))).toBe(
      'disc',
    );
    expect(await box.getAttribute('spellcheck')).toBe('false');
    await page.getByText('Recognised on this computer').waitFor();
    expect(await page.getByRole('region', { name: 'Requests will carry' }).innerText()).toMatch(/Bearer gh._•+$/m);
    await page.getByRole('button', { name: 'Add key' }).click();
    await page.getByText(/github\S? was added/).waitFor();
    expect(await lastInput(page, 'keys.add')).toMatchObject({
      name: 'github',
      secret: [{ name: 'secret', text: token }],
      origins: ['https://api.github.com'],
    });
    expect(await holds(page, token)).toBe(false);
  });

  it('is gone when the dialog is left', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^Paste/).fill(token);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+n');
    expect(await page.getByLabel(/^Paste/).inputValue()).toBe('');
    expect(await holds(page, token)).toBe(false);
  });

  it('stays in the dialog with a reason when it could not be stored', async () => {
    const page = await open({ failures: { 'keys.add': 'keychain-locked' } });
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^Paste/).fill(token);
    await page.getByRole('button', { name: 'Add key' }).click();
    expect(await page.getByRole('alert').innerText()).toBe(
      'Nothing was changed: the keychain is locked. Unlock it and try again.',
    );
    expect(await page.getByLabel(/^Paste/).inputValue()).toBe(token);
  });

  it('is shown on request, and hides by itself after 15 seconds', async () => {
    const page = await open();
    await page.clock.install();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText(shown).waitFor();
    await page.clock.fastForward(14_000);
    expect(await holds(page, shown)).toBe(true);
    await page.clock.fastForward(1_100);
    await expect.poll(() => holds(page, shown)).toBe(false);
    expect(await callsOf(page)).toContain('keys.hide');
  });

  it.each([
    ['another key is looked at', (page: Page) => page.keyboard.press('ArrowDown')],
    ['Escape is pressed', (page: Page) => page.keyboard.press('Escape')],
    ['the window loses the focus', (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('blur')))],
    ['another view is opened', (page: Page) => page.keyboard.press('Control+3')],
    ['the vault locks', (page: Page) => page.keyboard.press('Control+l')],
  ])('is hidden when %s', async (_when, act) => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText(shown).waitFor();
    await act(page);
    await expect.poll(() => holds(page, shown)).toBe(false);
  });

  it('is asked about first where the key wants that, each time', async () => {
    const page = await open();
    await page.keyboard.type('stripe');
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('dialog', { name: 'Reveal this key?' }).getByRole('button', { name: 'Cancel' }).click();
    expect(await holds(page, shown)).toBe(false);
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reveal' }).click();
    await page.getByText(shown).waitFor();
    expect(await lastInput(page, 'keys.reveal')).toMatchObject({ confirmed: true });
  });

  it('is not in what a tool is given', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Use in a tool' }).click();
    await page.getByRole('menuitem', { name: 'curl' }).click();
    await page.getByText('It holds no secret').waitFor();
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ withSecret: false });
  });

  it('is never part of the title, the address or what a browser keeps', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText(shown).waitFor();
    expect(
      await page.evaluate(() => [document.title, location.href, localStorage.length, sessionStorage.length]),
    ).toEqual(['Keybearer', 'https://keybearer.localhost/', 0, 0]);
  });
});
