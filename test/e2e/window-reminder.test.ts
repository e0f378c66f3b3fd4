/** A reminder of the window on a real notification server: it arrives, and its buttons work. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FreedesktopNotifier } from '../../electron/reminders/freedesktop.ts';
import { type PrivateBus, startPrivateBus } from '../support/bus.ts';
import { TestDesktop } from '../support/desktop.ts';
import { type NotificationDesktop, startNotificationDesktop } from '../support/notification-desktop.ts';

const day = 86_400_000;
const secret = [{ name: 'secret', text: 'a secret of a test' }];

describe.runIf(process.platform === 'linux')('a reminder of the window', () => {
  let bus: PrivateBus;
  let screen: NotificationDesktop;
  beforeAll(async () => {
    bus = await startPrivateBus();
    screen = await startNotificationDesktop(bus);
  });
  afterAll(async () => {
    await screen?.stop();
    await bus?.stop();
  });

  async function remindOf(name: string, more: object): Promise<TestDesktop> {
    const desktop = new TestDesktop();
    desktop.scratch.now = Date.now();
    desktop.notifier = new FreedesktopNotifier(screen.env);
    await desktop.start();
    await desktop.value('vault.create', { protector: 'keychain', newRecoveryCode: null });
    await desktop.value('keys.add', { name, secret, expiresAt: Date.now() + 2 * day, ...more });
    await desktop.value('vault.lock', {});
    await desktop.value('vault.unlock', {});
    await screen.shows(1);
    return desktop;
  }

  it('is snoozed by its button', async () => {
    await screen.choose('snooze');
    const desktop = await remindOf('snoozed', {});
    await screen.press();
    await screen.shows(0);
    await expect
      .poll(async () => (await desktop.value('keys.list', {})).keys[0]?.snoozedUntil)
      .toBeGreaterThan(Date.now());
    expect((await screen.history())[0]?.title).toBe('snoozed expires in 2 days');
  });

  it('opens the page of its key by its button', async () => {
    await screen.choose('renew');
    const desktop = await remindOf('renewed', { managementUrl: 'https://example.com/keys' });
    await screen.press();
    await expect.poll(() => desktop.shell.opened).toEqual(['https://example.com/keys']);
    expect(desktop.shell.events()).toContain('keys.show');
  });
});
