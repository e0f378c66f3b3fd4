/** What the window makes of what it is told: changes from elsewhere, failures, desktops that can do less, narrow screens. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath } from './window-page.ts';
import { detailName, withWindow } from './with-window.ts';

const names = (page: Page) => page.locator('.key-row-name').allInnerTexts();

describe.skipIf(browserPath === undefined)('the window', () => {
  const open = withWindow();

  it('shows what another program added or removed', async () => {
    const page = await open();
    await page.getByRole('option').first().waitFor();
    await page.evaluate(() => {
      const { state, emit } = window.keybearerFake!;
      const [first, ...rest] = state.keys;
      state.keys = [...rest, { ...first!, id: 'f'.repeat(32), name: 'from-elsewhere' }];
      emit('keys.changed', {});
    });
    await expect.poll(() => names(page)).toContain('from-elsewhere');
    expect(await names(page)).not.toContain('workload-protection');
  });

  it('stays with the key that is looked at when others come and go, and with its place when it goes', async () => {
    const page = await open();
    await expect.poll(() => detailName(page)).toBe('workload-protection');
    const replaceFirst = (name: string) =>
      page.evaluate((added) => {
        const { state, emit } = window.keybearerFake!;
        const [first, ...rest] = state.keys;
        const before = { ...first!, id: 'e'.repeat(32), name: added, expiresAt: Date.now() - 9e9 };
        state.keys = added === '' ? rest : [before, first!, ...rest];
        emit('keys.changed', {});
      }, name);
    await replaceFirst('expired-long-ago');
    await expect.poll(() => names(page)).toContain('expired-long-ago');
    expect(await detailName(page)).toBe('workload-protection');
    await page.getByRole('option', { name: /gitlab-deploy/ }).click();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => detailName(page)).toBe('npm-publish');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => detailName(page)).toBe('gitlab-deploy');
  });

  it('shows the key whose notification was clicked', async () => {
    const page = await open();
    await page.keyboard.press('Control+5');
    await page.evaluate(() =>
      window.keybearerFake?.emit('keys.show', { id: (3).toString(16).padStart(32, '0'), copy: false }),
    );
    await expect.poll(() => detailName(page)).toBe('gitlab-deploy');
  });

  it('brings removed keys back, by Undo and from the trash', async () => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => names(page)).toContain('workload-protection');
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Open the trash' }).click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('There is nothing in it.').waitFor();
  });

  it('tells of a failure in words, until it is dismissed', async () => {
    const page = await open({ failures: { 'keys.copy': 'clipboard-unavailable' } });
    await page.clock.install();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing was copied: the clipboard does not do what it is asked.').waitFor();
    await page.clock.fastForward(60_000);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByText('Nothing was copied').count()).toBe(0);
  });

  it('offers nothing that this desktop cannot do', async () => {
    const capabilities = {
      clipboard: false,
      startAtLogin: false,
      globalShortcut: false,
      lockSignals: false,
    };
    const page = await open({ capabilities });
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('button', { name: /^Copy|Use in a tool/ }).count()).toBe(0);
    await page.keyboard.press('Control+5');
    await page.getByText('When the screen locks, this desktop does not tell').waitFor();
    for (const label of ['Start at login', /^Shortcut that/, 'Clear the clipboard'])
      expect(await page.getByLabel(label).count()).toBe(0);
  });

  it('lets list and detail take turns below 900 px, and Escape goes back', async () => {
    const page = await open({}, { width: 800, height: 600 });
    await page.getByRole('option', { name: /github-ci/ }).click();
    await page.getByRole('heading', { name: 'github-ci' }).waitFor();
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor();
    await page.getByRole('option', { name: /github-ci/ }).click();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('listbox').waitFor();
  });

  it('says that it waits only once it has waited for 150 ms', async () => {
    const watch = (page: Page) =>
      page.evaluate(() => {
        const seen: string[] = [];
        new MutationObserver(() =>
          seen.push(document.querySelector('[role=status].waiting')?.textContent ?? ''),
        ).observe(document, { subtree: true, childList: true });
        Object.assign(window, { seen });
      });
    const read = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen.filter(Boolean));
    const quick = await open({ delayMs: 20 });
    await watch(quick);
    await quick.evaluate(() => window.keybearerFake?.emit('keys.changed', {}));
    await quick.getByRole('option').first().waitFor();
    expect(await read(quick)).toEqual([]);
    const slow = await open({ delaysMs: { 'keys.list': 1000 } });
    await slow.getByText('Reading the keys').waitFor();
    await slow.getByRole('option').first().waitFor();
    expect(await slow.getByText('Reading the keys').count()).toBe(0);
  });

  it('moves nothing where the user wants no motion', async () => {
    const page = await open({}, { reducedMotion: 'reduce' });
    const motion = await page.evaluate(() => getComputedStyle(document.querySelector('.button')!).transitionDuration);
    expect(motion).toBe('0s');
  });

  it('runs no markup that a name holds', async () => {
    const page = await open({ keys: 'hostile' });
    for (const view of ['1', '2', '3']) {
      await page.keyboard.press(`Control+${view}`);
      await page.getByText('<img src=x').first().waitFor();
    }
    expect(await page.locator('img:not(.brand-mark)').count()).toBe(0);
    expect(await page.title()).toBe('Keybearer');
  });

  it('keeps the rows of 10,000 keys out of the page, and finds one of them', async () => {
    const page = await open({ keys: 10_000 });
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(60);
    await page.keyboard.type('service-07777');
    await expect.poll(() => names(page)).toEqual(['service-07777']);
  });

  it('would tell of what the CSP refuses', async () => {
    const page = await open({}, { expectsTroubles: true });
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p style="color: red">refused</p>'));
    await expect.poll(() => page.evaluate(() => window.violations)).toHaveLength(1);
  });
});
