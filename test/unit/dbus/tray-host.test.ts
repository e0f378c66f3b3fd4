import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasTrayHost } from '../../../electron/dbus/tray-host.ts';
import { FakeTrayHost } from '../../fakes/fake-tray-host.ts';
import { type PrivateBus, startPrivateBus } from '../../support/bus.ts';

describe.runIf(process.platform === 'linux')('hasTrayHost', () => {
  let bus: PrivateBus;
  beforeAll(async () => {
    bus = await startPrivateBus();
  });
  afterAll(() => bus?.stop());
  const startHost = async (hasPanel: boolean) => {
    const host = await FakeTrayHost.start(bus.env.DBUS_SESSION_BUS_ADDRESS, hasPanel);
    onTestFinished(() => host.stop());
    return host;
  };

  it('is true where a panel shows icons', async () => {
    await startHost(true);
    expect(await hasTrayHost(bus.env)).toBe(true);
  });

  it('is false where nobody watches, where the watcher has no panel, and without a bus', async () => {
    expect(await hasTrayHost(bus.env)).toBe(false);
    await startHost(false);
    expect(await hasTrayHost(bus.env)).toBe(false);
    expect(await hasTrayHost({})).toBe(false);
  });

  it('waits for a panel that comes up after us', async () => {
    const host = await startHost(false);
    const answer = hasTrayHost(bus.env, 60_000);
    host.hasPanel = true;
    expect(await answer).toBe(true);
  });

  it('waits no longer than it is told to', async () => {
    await startHost(false);
    expect(await hasTrayHost(bus.env, 300)).toBe(false);
  });
});
