/** What the open window makes of what happens to its vault file: other processes, another file, no file, no room. */
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { editKey } from '../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { removeKey } from '../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { RealWindow } from '../support/real-window.ts';
import { secretOf } from '../support/scratch.ts';
import { type MountedDisk, mountedDisk } from '../support/small-disk.ts';
import { valueIn } from '../support/window.ts';
import { describeInShells } from '../support/window-shells/shells.ts';
import { button } from '../window/ways.ts';

const kept = { name: 'kept', policy: { headers: ['X-Api-Key: {secret}'] } };
const isRoot = process.getuid?.() === 0;

describeInShells(
  'the vault file under the window',
  (shell) => {
    let disk: MountedDisk | undefined;
    let window: RealWindow;
    beforeAll(async () => {
      disk = mountedDisk();
      window = new RealWindow(shell, disk && { home: disk.home.folder });
      await window.start();
      await valueIn(window.page, 'vault.create', { protector: 'keychain', newRecoveryCode: null });
    });
    afterAll(async () => {
      await window.stop();
      disk?.remove();
    });

    it('is followed when another process adds, edits and removes keys', async () => {
      const { id } = await window.elsewhere((vault) => addKey(vault, { name: 'added' }, secretOf('x')));
      await window.elsewhere((vault) => addKey(vault, kept, secretOf('y')));
      await shows(['added', 'kept']);
      await window.elsewhere((vault) => editKey(vault, id, { name: 'edited' }));
      await shows(['edited', 'kept']);
      await window.page.getByRole('option', { name: 'edited' }).click();
      await window.elsewhere((vault) => removeKey(vault, id));
      await shows(['kept']);
      await heading('kept');
    });

    it('is locked here when another process locks it', async () => {
      await window.elsewhere((vault) => vault.lock());
      await heading('Locked');
      await button(window.page, 'Unlock');
      await shows(['kept']);
    });

    it('is said to be gone when it is, and shown again when it is back', async () => {
      renameSync(window.path, `${window.path}.away`);
      await heading('The vault is gone');
      await window.page.getByText('There is no vault here any more.').waitFor();
      await window.page.getByText(window.path).waitFor();
      await button(window.page, 'Create a new vault');
      await heading('What shall open your vault?');
      renameSync(`${window.path}.away`, window.path);
      await shows(['kept']);
    });

    it('is opened anew when another one takes its place', async () => {
      copyFileSync(window.path, `${window.path}.older`);
      await window.elsewhere((vault) => addKey(vault, { name: 'newer' }, secretOf('z')));
      await shows(['kept', 'newer']);
      renameSync(`${window.path}.older`, window.path);
      await shows(['kept']);
      await copy();
    });

    it('is not touched when it is no vault any more', async () => {
      renameSync(window.path, `${window.path}.away`);
      writeFileSync(window.path, 'no vault at all, but a text of some length');
      await window.page.getByText('The file here is not a Keybearer vault. It was not touched.').waitFor();
      rmSync(window.path);
      await window.page.getByText('There is no vault here any more.').waitFor();
      renameSync(`${window.path}.away`, window.path);
      await shows(['kept']);
    });

    describe.skipIf(!isRoot)('on a small disk', () => {
      it('takes nothing while the disk is full, and what was typed once there is room', async () => {
        const { page } = window;
        disk!.leave(0);
        await page.keyboard.press('ControlOrMeta+n');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/^Paste/).fill('a secret of a test');
        await dialog.getByLabel('Name').fill('saved-later');
        await button(page, 'Add key');
        await dialog.getByText('the disk is full. The vault is as it was. Make room and try again.').waitFor();
        expect(await namesInVault()).toEqual(['kept']);
        disk!.leave(undefined);
        await button(page, 'Add key');
        await dialog.waitFor({ state: 'detached' });
        await shows(['kept', 'saved-later']);
      });

      it('lets no secret leave that cannot be logged (K6)', async () => {
        await valueIn(window.page, 'clipboard.clear', {});
        disk!.leave(0);
        await window.page.getByRole('option', { name: 'kept' }).click();
        await button(window.page, 'Copy header');
        await window.page.getByText('Nothing was changed or copied: the disk is full.').waitFor();
        expect(window.clipboard.isEmpty()).toBe(true);
        disk!.leave(undefined);
        await copy();
      });

      it('is still read where it cannot be written', async () => {
        await window.close();
        disk!.makeReadOnly();
        await window.open();
        await shows(['kept', 'saved-later']);
        await window.page.getByRole('option', { name: 'kept' }).click();
        await button(window.page, 'Reveal');
        await window.page.getByText('the vault file or its folder is read-only.').waitFor();
      });
    });

    it('made no defect of any of that', () => expect(window.said).not.toContain('a defect in Keybearer'));

    async function shows(names: readonly string[]): Promise<void> {
      await expect.poll(() => window.page.locator('.key-row-name').allInnerTexts()).toEqual(names);
    }

    function heading(name: string): Promise<void> {
      return window.page.getByRole('heading', { name, exact: true }).waitFor();
    }

    async function copy(): Promise<void> {
      await window.page.getByRole('option', { name: 'kept' }).click();
      await button(window.page, 'Copy header');
      await expect.poll(() => window.clipboard.isEmpty()).toBe(false);
    }

    function namesInVault(): Promise<string[]> {
      return window.elsewhere(async (vault: Vault) => (await listKeys(vault)).apiKeys.map(({ name }) => name));
    }
  },
  ['linux'],
);
