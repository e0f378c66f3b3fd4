/** What the open window says when the keychain or the TPM that its vault stands behind is locked or gone, and the way back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PrivateBus, startPrivateBus } from '../support/bus.ts';
import { RealWindow } from '../support/real-window.ts';
import { Swtpm } from '../support/swtpm.ts';
import { valueIn } from '../support/window.ts';
import { describeInShells } from '../support/window-shells/shells.ts';
import { button } from '../window/ways.ts';

async function addAndLock({ page }: RealWindow, protector: 'keychain' | 'tpm'): Promise<void> {
  await valueIn(page, 'vault.create', { protector, newRecoveryCode: null });
  const secret = [{ name: 'secret', text: 'a secret of a test' }];
  await valueIn(page, 'keys.add', { name: 'github', headers: ['X-Api-Key: {secret}'], secret });
  await page.getByRole('option', { name: 'github' }).waitFor();
  await lock(page);
}

async function lock(page: RealWindow['page']): Promise<void> {
  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
}

async function unlock(page: RealWindow['page']): Promise<void> {
  await button(page, 'Unlock');
  await page.getByRole('option', { name: 'github' }).waitFor();
}

describeInShells(
  'the keychain of the window',
  (shell) => {
    let bus: PrivateBus;
    let window: RealWindow;
    beforeAll(async () => {
      bus = await startPrivateBus();
      await bus.startKeyring();
      const { DBUS_SESSION_BUS_ADDRESS } = bus.env;
      window = await new RealWindow(shell, { env: { DBUS_SESSION_BUS_ADDRESS } }).start();
      await addAndLock(window, 'keychain');
    });
    afterAll(async () => {
      await window?.stop();
      await bus?.stop();
    });

    it('is said to be locked when it is (C2)', async () => {
      const { page } = window;
      await bus.lockKeyring();
      await button(page, 'Unlock');
      await page.getByText('the keychain is locked. Unlock it and try again.').waitFor();
    });

    it('is said to be gone when it is, and opens the vault when it is back (C1)', async () => {
      await bus.killKeyring();
      await button(window.page, 'Unlock');
      await window.page.getByText('no Secret Service runs in this session').waitFor();
      await bus.startKeyring();
      // libsecret has lost its session with it for good, and says so; a new process begins another.
      await button(window.page, 'Unlock');
      await window.page.getByText('If it stays so, close this window and open it again.').waitFor();
      expect(await window.close()).toBe(0);
      await window.open();
      await window.page.getByRole('option', { name: 'github' }).waitFor();
    });

    it('is not needed by a vault that is open', async () => {
      await bus.killKeyring();
      await window.page.getByRole('option', { name: 'github' }).click();
      await button(window.page, 'Copy header');
      await expect.poll(() => window.clipboard.isEmpty()).toBe(false);
      expect(window.said).not.toContain('a defect in Keybearer');
    });
  },
  ['linux'],
);

describeInShells(
  'the TPM of the window',
  (shell) => {
    let tpm: Swtpm;
    let window: RealWindow;
    beforeAll(async () => {
      tpm = await Swtpm.start();
      window = await new RealWindow(shell, { args: [`--tpm-device=${tpm.name}`] }).start();
      await addAndLock(window, 'tpm');
    });
    afterAll(async () => {
      await window?.stop();
      await tpm?.stop();
    });

    it('is said to be gone when it is, and opens the vault when it is back (T1)', async () => {
      const { page } = window;
      await tpm.kill();
      await button(page, 'Unlock');
      await page.getByText(/there is no TPM to be found|the TPM does not answer/).waitFor();
      await tpm.start();
      await unlock(page);
    });

    it('that is another one opens nothing, and says what does (T1)', async () => {
      const { page } = window;
      await lock(page);
      await tpm.replace();
      await button(page, 'Unlock');
      await page.getByText(/The TPM was cleared, or is another one|This is another TPM/).waitFor();
      expect(window.said).not.toContain('a defect in Keybearer');
    });
  },
  ['linux'],
);
