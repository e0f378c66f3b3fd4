/** A reminder of the real window on a real notification server: it arrives, reads as text, and its buttons work. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import { type PrivateBus, startPrivateBus } from '../support/bus.ts';
import { type NotificationDesktop, startNotificationDesktop } from '../support/notification-desktop.ts';
import { RealWindow } from '../support/real-window.ts';
import { valueIn } from '../support/window.ts';
import { describeInShells } from '../support/window-shells/shells.ts';

const day = 86_400_000;
const secret = [{ name: 'secret', text: 'a secret of a test' }];
const hostileName = '<img src=x onerror=alert(1)> <b>bold';

describeInShells(
  'a reminder of the window',
  (shell) => {
    let bus: PrivateBus;
    let screen: NotificationDesktop;
    let window: RealWindow;
    /** Where the program that opens pages writes which. */
    const opened = () => readFileSync(join(window.folder, 'opened'), 'utf8');
    beforeAll(async () => {
      bus = await startPrivateBus();
      await bus.startKeyring();
      screen = await startNotificationDesktop(bus);
      const env: NodeJS.ProcessEnv = { DBUS_SESSION_BUS_ADDRESS: bus.env.DBUS_SESSION_BUS_ADDRESS };
      window = new RealWindow(shell, { env });
      env.PATH = [programOpening(window.folder), process.env.PATH].join(delimiter);
      await window.start();
      await valueIn(window.page, 'vault.create', { protector: 'keychain', newRecoveryCode: null });
    });
    afterAll(async () => {
      await window?.stop();
      await screen?.stop();
      await bus?.stop();
    });

    it('says a hostile name as it is, and is snoozed by its button', async () => {
      await screen.choose('snooze');
      await remindOf({ name: hostileName });
      await screen.press();
      await screen.shows(0);
      const snoozedUntil = async () => (await valueIn(window.page, 'keys.list', {})).keys[0]?.snoozedUntil;
      await expect.poll(snoozedUntil).toBeGreaterThan(Date.now());
      const [shown] = await screen.history();
      expect(shown?.title).toBe(`${hostileName} expires in 2 days`);
      expect(shown?.message).toContain('&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;bold');
    });

    it('opens the page of its key by its button, and shows the key', async () => {
      await screen.choose('renew');
      await remindOf({ name: 'renewed', managementUrl: 'https://example.com/keys' });
      await window.page.keyboard.press('ControlOrMeta+5');
      await screen.press();
      await expect.poll(opened).toBe('https://example.com/keys\n');
      await window.page.getByRole('heading', { name: 'renewed' }).waitFor();
      expect(window.said).not.toContain('a defect in Keybearer');
    });

    /** What is due is looked for when the vault is unlocked. */
    async function remindOf(fields: Pick<Input<'keys.add'>, 'name' | 'managementUrl'>): Promise<void> {
      const { page } = window;
      await valueIn(page, 'keys.add', { ...fields, secret, expiresAt: Date.now() + 2 * day });
      await valueIn(page, 'vault.lock', {});
      await valueIn(page, 'vault.unlock', {});
      await screen.shows(1);
    }
  },
  ['linux'],
);

/** @returns the folder of a program that stands for the user's browser. */
function programOpening(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(folder, 'opened'), '');
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> "${folder}/opened"\n`, { mode: 0o755 });
  return bin;
}
