/** What is sealed beside a secret, in the window: where a key is used, how it is renewed, its notes. */
import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { lastInput, withWindow } from './with-window.ts';

describe.skipIf(browserPath === undefined)('the details of a key', () => {
  const open = withWindow();

  it('say where it is used and how, and its renewal beside Renew when it is due', async () => {
    const page = await open();
    await page.getByRole('option', { name: /github-ci/ }).click();
    const places = page.getByRole('region', { name: 'Used in' }).getByRole('listitem');
    await places.first().waitFor();
    expect((await places.allInnerTexts()).map((text) => text.split('\n'))).toEqual([
      ['~/src/site/.env.keybearer', 'file'],
      ['GitHub Actions secret GH_DEPLOY in acme/site', 'CI secret'],
    ]);
    expect(await page.locator('.notice', { hasText: 'Expires in 3 days' }).innerText()).toContain('regenerate it');
    expect(await page.getByRole('region', { name: 'Renewal' }).count()).toBe(0);
  });

  it('are locked with the secret, and say so', async () => {
    const page = await open({ state: 'locked' });
    await page.getByRole('option', { name: /github-ci/ }).click();
    const section = page.locator('section', { hasText: 'Locked, with the secret.' }).last();
    expect(await section.innerText()).toMatch(/^Used in, renewal, notes/);
    expect(await page.getByText('regenerate it').count()).toBe(0);
    await section.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('dialog').getByLabel('PIN').fill('sesame-street');
    await page.keyboard.press('Enter');
    await page.getByText('~/src/site/.env.keybearer').waitFor();
  });

  it('are gone from the page when the vault locks', async () => {
    const page = await open();
    await page.getByRole('option', { name: /github-ci/ }).click();
    await page.getByText('~/src/site/.env.keybearer').waitFor();
    await page.evaluate(() => {
      const { state, emit } = window.keybearerFake!;
      state.state = 'locked';
      emit('vault.locked', {});
    });
    await page.getByText('~/src/site/.env.keybearer').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/regenerate it|Only contents/);
  });

  it('are edited a line each, and only those that changed are sent', async () => {
    const page = await open();
    await page.getByRole('option', { name: /anthropic-dev/ }).click();
    await page.keyboard.press('Control+e');
    await page.getByLabel('Used in, one place a line').fill(' ~/bot/.env \n\nthe TV in the kitchen');
    await page.getByLabel('How it is renewed').fill('Ask Ada');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('the TV in the kitchen').waitFor();
    const { id: _id, ...sent } = (await lastInput(page, 'keys.edit')) as { id: string };
    expect(sent).toEqual({ places: ['~/bot/.env', 'the TV in the kitchen'], renewal: 'Ask Ada' });
    expect(await page.getByRole('region', { name: 'Renewal' }).innerText()).toMatch(/Ask Ada/);
  });

  it('say where a new secret has to go too', async () => {
    const page = await open();
    await page.getByRole('option', { name: /github-ci/ }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Replace the secret' }).click();
    const then = page.getByRole('dialog').getByRole('region', { name: 'Then change it in' });
    expect(await then.innerText()).toContain('GitHub Actions secret GH_DEPLOY in acme/site');
  });

  it('refuse a place that turns the text around, in words and before anything is sent', async () => {
    const page = await open();
    await page.getByRole('option', { name: /anthropic-dev/ }).click();
    await page.keyboard.press('Control+e');
    await page.getByLabel('Used in, one place a line').fill('a\u202eb');
    await page.getByText('One of them cannot be taken: it holds a character that cannot be seen').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  });
});
