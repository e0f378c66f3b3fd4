import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { callsOf, detailName, lastInput, withWindow } from './with-window.ts';

/** Whether the place of the focus can be seen. In the list it is the row that is looked at which shows it. */
function hasRing(): boolean {
  const { activeElement: active } = document;
  const shown = active?.id === 'key-list' ? active.querySelector('[data-current] .key-row') : active;
  return shown != null && getComputedStyle(shown).outlineStyle === 'solid';
}

describe.skipIf(browserPath === undefined)('the keyboard', () => {
  const open = withWindow();

  it('searches by typing anywhere, moves by arrows, and copies by Enter', async () => {
    const page = await open();
    await page.keyboard.type('git');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => detailName(page)).toBe('gitlab-deploy');
    await page.keyboard.press('Enter');
    await page.getByText('gitlab-deploy is on the clipboard').waitFor();
    expect(await lastInput(page, 'keys.copy')).toMatchObject({ format: 'line', withSecret: true });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+c');
    await page.getByText('github-ci is on the clipboard').waitFor();
  });

  it.each(['2', '3', '4', '5'])('searches by typing in view %s too, and leaves its fields alone', async (digit) => {
    const page = await open();
    await page.keyboard.press(`Control+${digit}`);
    const field = page.locator('.main input:not([type=checkbox])').first();
    if ((await field.count()) > 0) {
      await field.fill('');
      await page.keyboard.type('git');
      expect(await field.inputValue()).toBe('git');
      await page.locator('.side-link').first().focus();
    }
    await page.keyboard.type('stripe');
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('stripe');
    await expect.poll(() => detailName(page)).toBe('stripe-live');
  });

  it('offers to add what was not found, under that name', async () => {
    const page = await open();
    await page.keyboard.type('fastly-purge');
    await page.getByRole('button', { name: 'Add it' }).click();
    expect(await page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('fastly-purge');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('purge-all');
    await page.getByRole('option', { name: /Add a key named/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('purge-all');
  });

  it('goes back one step at each Escape', async () => {
    const page = await open();
    await page.keyboard.type('git');
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('heading', { name: '2 keys chosen' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: '2 keys chosen' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('heading', { name: '2 keys chosen' }).count()).toBe(0);
    expect(await page.getByRole('combobox').inputValue()).toBe('git');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('');
  });

  it.each([
    ['Control+n', 'Add a key'],
    ['Control+e', 'Edit the key'],
    ['Control+k', 'Find a key or do anything'],
    ['?', 'Shortcuts'],
    ['Delete', 'Remove this key'],
  ])('opens by %s: %s; Escape closes it, and the focus is back', async (keys, title) => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.keyboard.press(keys);
    await page.getByRole('dialog', { name: title }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('key-list');
  });

  it('locks by Ctrl L, and goes to the views by Ctrl and a digit', async () => {
    const page = await open();
    for (const [digit, view] of [
      ['2', 'expiry'],
      ['3', 'activity'],
      ['4', 'protection'],
      ['5', 'settings'],
      ['1', 'keys'],
    ]) {
      await page.keyboard.press(`Control+${digit}`);
      await page.locator(`[data-ready=${view}]`).waitFor();
    }
    await page.keyboard.press('Control+l');
    await page.locator('[data-ready=locked]').waitFor();
  });

  it('leaves what was begun in a dialog alone, but for the lock', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^Paste/).fill('half typed');
    for (const keys of ['Control+k', 'Control+2', 'Control+e', 'Control+n']) await page.keyboard.press(keys);
    expect(await page.getByLabel(/^Paste/).inputValue()).toBe('half typed');
    await page.keyboard.press('Control+l');
    await page.locator('[data-ready=locked]').waitFor();
  });

  it('copies the words that are chosen in the search, and not the key', async () => {
    const page = await open();
    await page.keyboard.type('git');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    expect(await callsOf(page)).not.toContain('keys.copy');
  });

  it('copies the words that are chosen in the page, and not the key', async () => {
    const page = await open();
    await page.locator('.key-detail .fact dd').first().dblclick();
    await page.keyboard.press('Control+c');
    expect(await callsOf(page)).not.toContain('keys.copy');
    await page.evaluate(() => window.getSelection()?.removeAllRanges());
    await page.keyboard.press('Control+c');
    await expect.poll(() => callsOf(page)).toContain('keys.copy');
  });

  it('lists under ? every shortcut that is listened to', async () => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('?');
    const words = await page.getByRole('dialog').innerText();
    for (const one of [
      'Search the keys',
      'Copy the header',
      'Add a key',
      'Edit the key',
      'Lock now',
      'Go back one step',
    ])
      expect(words).toContain(one);
  });

  it('chooses several, and does to all of them what is asked', async () => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('heading', { name: '12 keys chosen' }).waitFor();
    await page.getByRole('button', { name: 'Add a tag' }).click();
    await page.getByRole('textbox', { name: 'Tag' }).fill('checked');
    await page.keyboard.press('Enter');
    await page.getByText('12 keys have the tag').waitFor();
    expect((await callsOf(page)).filter((name) => name === 'keys.edit')).toHaveLength(12);
  });

  it('reaches everything by Tab, in the order of reading', async () => {
    const page = await open();
    await page.locator('.side-link').first().focus();
    const names: string[] = [];
    for (let stop = 0; stop < 24; stop++) {
      names.push(
        await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? (document.activeElement as HTMLElement).innerText,
        ),
      );
      expect(await page.evaluate(hasRing)).toBe(true);
      await page.keyboard.press('Tab');
    }
    const firstWords = names.map((name) => name.split('\n')[0]!.trim());
    expect(firstWords).toEqual([
      ...['Keys', 'Expiry', 'Activity', 'Protection', 'Settings', 'Lock now'],
      ...['Search keys', 'Add', 'All', 'Expiring 5', 'Issuer', 'Environment', 'Tag', 'Order: Needs attention first'],
      ...[
        'Keys',
        'Width of the list',
        'Edit',
        'More',
        'Snooze',
        'Replace',
        'Reveal',
        'Copy header',
        'Copy as',
        'Use in a tool',
      ],
    ]);
  });

  it('reaches every mark of the timeline, and each says its date', async () => {
    const page = await open();
    await page.keyboard.press('Control+2');
    const marks = page.locator('[data-mark]');
    await marks.first().waitFor();
    await page.locator('[data-mark][tabindex="0"]').focus();
    const said: (string | null)[] = [];
    for (let at = 0; at < (await marks.count()); at++) {
      said.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null));
      await page.keyboard.press('ArrowRight');
    }
    expect(said).toHaveLength(8);
    for (const words of said) expect(words).toMatch(/\. Expire[ds] .+, on \w+day \d+ \w+( \d{4})? at 23:59\.$/);
    await page.keyboard.press('Enter');
    await page.locator('[data-ready=keys]').waitFor();
    expect(await detailName(page)).toBe('cloudflare-dns');
  });

  it('finds keys and actions in the palette', async () => {
    const page = await open();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sentry');
    await page.getByRole('option', { name: /sentry-release/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('sentry-release is on the clipboard').waitFor();
    await expect.poll(() => detailName(page)).toBe('sentry-release');
    for (const [typed, words] of [
      ['pin change', 'Change the PIN'],
      ['snooze week', /^Snooze .sentry-release.: for a week$/],
      ['order name', 'Order of the keys: by name'],
      ['choose all', /^Choose all keys that are listed/],
      ['check vault', 'Check the vault'],
      ['new vault keys', 'Make new vault keys'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(typed);
      await page.getByRole('option', { name: words }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('pin change');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Change the PIN' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('theme dark');
    await page.getByRole('option', { name: 'Theme: dark' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });
});
