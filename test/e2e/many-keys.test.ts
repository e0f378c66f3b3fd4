/** 10,000 keys in the real window: seen, searched and walked through. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVaultAt } from '../../electron/compose.ts';
import { addKeys } from '../../electron/vault/use-cases/add-key.ts';
import { RealWindow } from '../support/real-window.ts';
import { secretOf } from '../support/scratch.ts';
import { describeInShells } from '../support/window-shells/shells.ts';

const keys = Array.from({ length: 10_000 }, (_, at) => ({
  fields: { name: `service-${String(at).padStart(5, '0')}`, tags: [`team-${at % 40}`], account: `account-${at}` },
  secret: secretOf(`a secret of a test ${at}`),
}));

describeInShells(
  '10,000 keys in the window',
  (shell) => {
    const window = new RealWindow(shell);
    const names = () => window.page.locator('.key-row-name').allInnerTexts();
    const heading = () => window.page.locator('.detail-pane h1').innerText();
    beforeAll(async () => {
      const settings = { path: window.path, env: process.env, platform: process.platform, surface: 'cli' } as const;
      const vault = await createVaultAt(settings, { kinds: ['keychain'], credentials: {} });
      await addKeys(vault, keys);
      await vault.close();
      await window.start();
    }, 120_000);
    afterAll(() => window.stop());

    it('are all there, and only those in sight are in the page', async () => {
      await expect.poll(names).toContain('service-00000');
      expect(await window.page.locator('.side-count').first().innerText()).toBe('10,000');
      expect(await window.page.getByRole('option').count()).toBeLessThan(60);
    });

    it('are reached by scrolling and by the keyboard, to the last', async () => {
      const { page } = window;
      const list = page.getByRole('listbox');
      await list.evaluate((element) => {
        const scroller = [element, element.parentElement!].find((one) => one.scrollHeight > one.clientHeight);
        scroller!.scrollTop = scroller!.scrollHeight / 2;
      });
      await expect.poll(async () => (await names())[0]).toMatch(/^service-0[45]\d\d\d$/);
      await list.focus();
      await page.keyboard.press('End');
      await expect.poll(heading).toBe('service-09999');
      await page.keyboard.press('ArrowUp');
      await expect.poll(heading).toBe('service-09998');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await expect.poll(heading).toBe('service-00001');
    });

    it('are searched as fast as one types, by name, account and tag', async () => {
      const { page } = window;
      await page.keyboard.type('service-07777', { delay: 0 });
      await expect.poll(names).toEqual(['service-07777']);
      const box = page.getByRole('combobox', { name: 'Search keys' });
      await box.fill('account-4321');
      await expect.poll(names).toEqual(['service-04321']);
      await box.fill('team-39');
      await expect.poll(async () => (await names())[0]).toBe('service-00039');
      await box.fill('');
    });

    it('follow a change of another process', async () => {
      await window.elsewhere((vault) =>
        addKeys(vault, [{ fields: { name: 'aaa-first' }, secret: secretOf('one more') }]),
      );
      const count = () => window.page.locator('.side-count').first().innerText();
      await expect.poll(count, { timeout: 60_000 }).toBe('10,001');
      expect(window.said).not.toContain('a defect in Keybearer');
    }, 90_000);
  },
  ['linux'],
);
