import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escapeMarkup, FreedesktopNotifier } from '../../../electron/reminders/freedesktop.ts';
import type { Desktop, Notification } from '../../../electron/reminders/ports.ts';
import { FakeNotificationServer, type FakeServerOptions } from '../../fakes/fake-notification-server.ts';
import { type PrivateBus, startPrivateBus } from '../../support/bus.ts';
import { failure } from '../../support/failure.ts';

const notification: Notification = {
  title: 'k <b>expires</b> tomorrow',
  body: 'a & <b>b</b>\n"c"',
  urgency: 'critical',
  buttons: [
    { id: 'renew', label: 'Renew' },
    { id: 'snooze', label: 'Snooze' },
  ],
};

describe.skipIf(process.platform !== 'linux')('FreedesktopNotifier', () => {
  let bus: PrivateBus;
  let desktop: Desktop | undefined;
  let server: FakeNotificationServer | undefined;
  beforeEach(async () => {
    bus = await startPrivateBus();
  });
  afterEach(async () => {
    desktop?.close();
    await server?.stop();
    await bus.stop();
    desktop = server = undefined;
  });

  const connect = async (options?: FakeServerOptions) => {
    server = await FakeNotificationServer.start(bus.env.DBUS_SESSION_BUS_ADDRESS, options);
    desktop = await new FreedesktopNotifier(bus.env).connect();
    return { server, desktop };
  };

  it('sends title, body, buttons and urgency, for as long as it takes', async () => {
    const { server, desktop } = await connect();
    await desktop.send(notification);
    expect(server.notified).toEqual([
      {
        id: 1,
        title: notification.title,
        body: 'a &amp; &lt;b&gt;b&lt;/b&gt;\n"c"',
        actions: ['renew', 'Renew', 'snooze', 'Snooze'],
        urgency: expect.stringMatching(/urgency.*2/),
        timeout: 0,
      },
    ]);
  });

  it('hears a click on the notification itself, where one is wanted', async () => {
    const { server, desktop } = await connect();
    const { answer } = await desktop.send({ ...notification, opens: true });
    expect(server.notified[0]?.actions).toEqual(['default', 'Open', 'renew', 'Renew', 'snooze', 'Snooze']);
    server.press(1, 'default');
    expect(await answer).toBe('opened');
  });

  it('leaves the body plain for a server that knows no markup', async () => {
    const { server, desktop } = await connect({ capabilities: ['body'] });
    await desktop.send(notification);
    expect(server.notified).toMatchObject([{ body: notification.body, actions: [] }]);
    expect(desktop.hearsButtons).toBe(false);
  });

  it.each(['renew', 'snooze'] as const)('hears %s of its own notification and of no other', async (button) => {
    const { server, desktop } = await connect();
    const { answer } = await desktop.send(notification);
    const other = await desktop.send(notification);
    server.press(99, 'renew');
    server.press(1, 'default');
    server.press(1, button);
    server.dismiss(1);
    server.dismiss(2);
    expect([await answer, await other.answer]).toEqual([button, 'closed']);
  });

  it.each(['renew', 'closed'] as const)('hears %s although it comes before the reply', async (atOnce) => {
    const { desktop } = await connect({ atOnce });
    expect(await (await desktop.send(notification)).answer).toBe(atOnce);
  });

  it('takes a notification back, and one that is gone already without an error', async () => {
    const { server, desktop } = await connect();
    const first = await desktop.send(notification);
    const second = await desktop.send(notification);
    await first.withdraw();
    await second.withdraw();
    expect(server.withdrawn).toEqual([1, 2]);
  });

  it('takes a server that leaves for a closed notification', async () => {
    const { server: leaving, desktop } = await connect();
    const { answer } = await desktop.send(notification);
    await leaving.stop();
    server = undefined;
    expect(await answer).toBe('closed');
  });

  it('takes a bus that ends for a closed notification', async () => {
    const { desktop } = await connect();
    const { answer } = await desktop.send(notification);
    desktop.close();
    expect(await answer).toBe('closed');
  });

  it.each(['error', 'no-id'] as const)("refuses with 'refused' when Notify answers %s", async (notify) => {
    const { desktop } = await connect({ notify });
    await expect(desktop.send(notification)).rejects.toEqual(
      failure('notifications-unavailable', { reason: 'refused' }),
    );
  });

  it("refuses with 'no-server' where none runs and none can be started", async () => {
    await expect(new FreedesktopNotifier(bus.env).connect()).rejects.toEqual(
      failure('notifications-unavailable', { reason: 'no-server' }),
    );
  });

  it.each([{}, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }])(
    "refuses with 'no-session-bus' where there is none: %j",
    async (env) => {
      await expect(new FreedesktopNotifier(env).connect()).rejects.toEqual(
        failure('notifications-unavailable', { reason: 'no-session-bus' }),
      );
    },
  );
});

describe('escapeMarkup', () => {
  it('leaves nothing that a server could take for markup', () => {
    expect(escapeMarkup('<img src="x">&amp;')).toBe('&lt;img src="x"&gt;&amp;amp;');
  });
});
