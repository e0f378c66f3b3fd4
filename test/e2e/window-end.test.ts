/** How the window ends: closed, or with a process of it killed at any moment. Nothing is lost, and nothing stays. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { processesWith } from '../support/processes.ts';
import { RealWindow } from '../support/real-window.ts';
import { valueIn } from '../support/window.ts';
import { chromiumShell } from '../support/window-shells/chromium.ts';
import { describeInShells } from '../support/window-shells/shells.ts';
import { button } from '../window/ways.ts';

const secret = 'a secret of a test';
/** The least that the settings take: it goes on when the process is gone. */
const clipboardSeconds = 5;
const imported = Array.from({ length: 40 }, (_, at) => `SERVICE_${at}_API_KEY=made-up-7Gq9zLx2Vb4Nw8Rt-${at}`);

describeInShells(
  'the end of the window',
  (shell) => {
    const window = new RealWindow(shell);
    beforeAll(async () => {
      await window.start();
      writeFileSync(join(window.folder, 'many.env'), imported.join('\n'));
      await valueIn(window.page, 'vault.create', { protector: 'keychain', newRecoveryCode: null });
      await valueIn(window.page, 'settings.set', { clipboardSeconds });
    });
    afterAll(() => window.stop());

    it('with the process killed while a key is added keeps all that was said to be added', async () => {
      await add('first');
      await add('second');
      await fillIn('third');
      await window.page.getByRole('button', { name: 'Add key' }).click();
      await killAndOpen();
      const names = await namesInVault();
      expect(names.filter((name) => name !== 'third')).toEqual(['first', 'second']);
      expect(await namesShown()).toEqual(names);
    });

    it('with the process killed while a key is edited leaves the one edition or the other', async () => {
      const { page } = window;
      await page.getByRole('option', { name: 'first' }).click();
      await page.keyboard.press('ControlOrMeta+e');
      await page.getByRole('dialog').getByLabel('Name').fill('renamed');
      await page.getByRole('button', { name: 'Save' }).click();
      await killAndOpen();
      const names = await namesInVault();
      expect(names.filter((name) => name === 'first' || name === 'renamed')).toHaveLength(1);
      expect(names).toContain('second');
    });

    it('with the process killed while keys are imported leaves all of them or none (K8)', async () => {
      const { page } = window;
      const before = await namesInVault();
      await page.keyboard.press('ControlOrMeta+5');
      await button(page, 'Import keys');
      await page.getByLabel(/^Files/).fill(join(window.folder, 'many.env'));
      await button(page, 'Look at it');
      await page.getByRole('dialog', { name: `Import ${imported.length} keys` }).waitFor();
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await killAndOpen();
      const now = await namesInVault();
      expect([0, imported.length]).toContain(now.length - before.length);
    });

    it('with the process killed leaves no secret on the clipboard, once its time is up (B3)', async () => {
      await copy();
      await window.kill();
      await expect.poll(() => window.clipboard.isEmpty()).toBe(true);
      await window.open();
    });

    it('held up, as by a sleep, past the time of what is on the clipboard is no end: it is cleared then (B4)', async () => {
      const { page } = window;
      await copy();
      const { held } = await valueIn(page, 'clipboard.status', {});
      window.process.kill('SIGSTOP');
      await expect.poll(() => Date.now()).toBeGreaterThan(held!.clearsAt);
      window.process.kill('SIGCONT');
      await expect.poll(() => window.clipboard.isEmpty()).toBe(true);
      await page.getByRole('button', { name: 'Clear now' }).waitFor({ state: 'detached' });
    });

    it('closed by its user clears the clipboard at once, and leaves nothing running and no folder', async () => {
      await valueIn(window.page, 'settings.set', { clipboardSeconds: 600 });
      await copy();
      expect(await window.close()).toBe(0);
      expect(window.clipboard.isEmpty()).toBe(true);
      expect(processesWith(window.folder)).toEqual([]);
      expect(readdirSync(window.runtime).filter((name) => name.startsWith('keybearer'))).toEqual([]);
      await window.open();
      expect(window.said).not.toContain('a defect in Keybearer');
    });

    describe.skipIf(shell !== chromiumShell)('with its browser', () => {
      it.each(['killed', 'crashed'])('%s ends the process, which clears the clipboard', async (how) => {
        await copy();
        if (how === 'killed') process.kill(processesWith(`--user-data-dir=${window.runtime}`)[0]!, 'SIGKILL');
        else await window.page.goto('chrome://crash').catch(() => undefined);
        expect(await window.over()).toBe(0);
        expect(window.clipboard.isEmpty()).toBe(true);
        await expect.poll(() => processesWith(window.folder)).toEqual([]);
        expect(readdirSync(window.runtime).filter((name) => name.startsWith('keybearer'))).toEqual([]);
        await window.open();
      });
    });

    async function fillIn(name: string): Promise<void> {
      const { page } = window;
      await page.keyboard.press('ControlOrMeta+n');
      await page
        .getByRole('dialog')
        .getByLabel(/^Paste/)
        .fill(secret);
      await page.getByRole('dialog').getByLabel('Name').fill(name);
    }

    async function add(name: string): Promise<void> {
      await fillIn(name);
      await button(window.page, 'Add key');
      await window.page
        .getByText(/ was added\.$/)
        .last()
        .waitFor();
      await window.page.getByRole('option', { name }).waitFor();
    }

    async function copy(): Promise<void> {
      await window.page.getByRole('option', { name: 'second' }).click();
      await button(window.page, 'Copy header');
      await expect.poll(() => window.clipboard.isEmpty()).toBe(false);
    }

    /** Nothing of the dead window keeps the next one from opening, and nothing of it stays. */
    async function killAndOpen(): Promise<void> {
      await window.kill();
      await window.elsewhere(async (vault) => expect((await checkVault(vault)).findings).toEqual([]));
      await window.open();
      await expect
        .poll(() => readdirSync(window.runtime).filter((name) => name.startsWith('keybearer-window-')))
        .toHaveLength(shell === chromiumShell ? 1 : 0);
    }

    function namesInVault(): Promise<string[]> {
      return window.elsewhere(async (vault) => (await listKeys(vault)).apiKeys.map(({ name }) => name).sort());
    }

    async function namesShown(): Promise<string[]> {
      await window.page.getByRole('option').first().waitFor();
      return (await window.page.locator('.key-row-name').allInnerTexts()).sort();
    }
  },
  ['linux'],
);
