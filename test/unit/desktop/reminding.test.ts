import { describe, expect, it } from 'vitest';
import type { Answer, Notification, Notifier } from '../../../electron/reminders/ports.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { desktopWithVault, TestDesktop } from '../../support/desktop.ts';
import { pin } from '../../support/scratch.ts';

const day = 86_400_000;

/** A desktop that keeps what it is sent, and answers when the test says so. */
function keepingNotifier() {
  const sent: { notification: Notification; answer: (answer: Answer) => void; withdrawn: boolean }[] = [];
  const state = { sent, closed: 0, isGone: false };
  const notifier: Notifier = {
    connect: async () => {
      if (state.isGone) throw new KeybearerError('notifications-unavailable', { reason: 'no-server' });
      return {
        hearsButtons: true,
        send: async (notification) => {
          const { promise, resolve } = Promise.withResolvers<Answer>();
          const entry = { notification, answer: resolve, withdrawn: false };
          sent.push(entry);
          return {
            answer: promise,
            withdraw: async () => {
              entry.withdrawn = true;
            },
          };
        },
        close: () => {
          state.closed += 1;
        },
      };
    },
  };
  return { notifier, state };
}

/** A vault behind a PIN with a key that expires, started anew with a desktop that shows reminders. */
async function startWithDueKey(more: object = {}) {
  const before = await desktopWithVault(pin);
  await before.value('vault.unlock', { pin: pin.toString() });
  before.scratch.now = Date.now();
  const secret = [{ name: 'secret', text: 'a secret of a test' }];
  const { key } = await before.value('keys.add', { name: 'due', secret, expiresAt: Date.now() + 3 * day, ...more });
  await before.application.close();
  const { notifier, state } = keepingNotifier();
  const desktop = new TestDesktop(before.scratch);
  desktop.notifier = notifier;
  await desktop.start();
  return { desktop, state, key };
}

describe('Reminding', () => {
  it('reminds at the start, while the vault is locked, and says nothing secret', async () => {
    const { desktop, state } = await startWithDueKey();
    await expect.poll(() => state.sent).toHaveLength(1);
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'locked' });
    const { title, body, buttons } = state.sent[0]!.notification;
    expect(title).toBe('due expires in 3 days');
    expect(title + body).not.toContain('secret');
    expect(buttons.map(({ id }) => id)).toEqual(['renew', 'snooze']);
  });

  it('says each once, however often the window starts', async () => {
    const { desktop, state } = await startWithDueKey();
    await expect.poll(() => state.sent).toHaveLength(1);
    const again = new TestDesktop(desktop.scratch);
    const other = keepingNotifier();
    again.notifier = other.notifier;
    await again.start();
    await again.value('keys.list', {});
    expect(other.state.sent).toEqual([]);
  });

  it('snoozes for a day', async () => {
    const { desktop, state } = await startWithDueKey();
    await expect.poll(() => state.sent).toHaveLength(1);
    state.sent[0]!.answer('snooze');
    await expect
      .poll(async () => (await desktop.value('keys.list', {})).keys[0]?.snoozedUntil)
      .toBeGreaterThan(Date.now());
    expect(state.sent[0]!.withdrawn).toBe(true);
    expect(state.closed).toBe(1);
  });

  it('opens the page of the key, and shows the key', async () => {
    const page = 'https://example.com/keys';
    const { desktop, state, key } = await startWithDueKey({ managementUrl: page });
    await expect.poll(() => state.sent).toHaveLength(1);
    state.sent[0]!.answer('renew');
    await expect
      .poll(() => desktop.shell.told)
      .toContainEqual({ event: 'keys.show', payload: { id: key.id, copy: false } });
    expect(desktop.shell.opened).toEqual([page]);
  });

  it('shows the key where the notification itself is clicked', async () => {
    const { desktop, state, key } = await startWithDueKey();
    await expect.poll(() => state.sent).toHaveLength(1);
    state.sent[0]!.answer('opened');
    const shown = { event: 'keys.show', payload: { id: key.id, copy: false } };
    await expect.poll(() => desktop.shell.told).toContainEqual(shown);
    expect(desktop.shell.focused).toBe(1);
    expect(desktop.shell.opened).toEqual([]);
  });

  it('says where no page is known, and brings the window to the front', async () => {
    const { desktop, state } = await startWithDueKey();
    await expect.poll(() => state.sent).toHaveLength(1);
    state.sent[0]!.answer('renew');
    await expect.poll(() => state.sent).toHaveLength(2);
    expect(state.sent[1]!.notification.title).toBe('No page is known for due');
    expect(desktop.shell.focused).toBe(1);
  });

  it('goes without where nothing takes notifications', async () => {
    const { notifier, state } = keepingNotifier();
    state.isGone = true;
    const desktop = new TestDesktop();
    desktop.notifier = notifier;
    await desktop.start();
    expect(await desktop.value('capabilities', {})).toMatchObject({ notifications: true });
    expect(desktop.defects).toEqual([]);
  });
});
