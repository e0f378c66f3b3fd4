import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { watchScreenLock } from '../../../electron/dbus/screen-lock.ts';
import { FakeScreenLocker } from '../../fakes/fake-screen-locker.ts';
import { type PrivateBus, startPrivateBus } from '../../support/bus.ts';

describe.runIf(process.platform === 'linux')('watchScreenLock', () => {
  let bus: PrivateBus;
  beforeAll(async () => {
    bus = await startPrivateBus();
  });
  afterAll(() => bus?.stop());
  const startLocker = async (name: string) => {
    const locker = await FakeScreenLocker.start(bus.env.DBUS_SESSION_BUS_ADDRESS, name);
    onTestFinished(() => locker.stop());
    return locker;
  };
  const counting = async () => {
    const watch = await watchScreenLock(bus.env);
    if (watch === undefined) throw new Error('nothing tells');
    onTestFinished(() => watch.close());
    const heard = { count: 0 };
    watch.onLocked(() => {
      heard.count += 1;
    });
    return heard;
  };

  it.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.mate.ScreenSaver'])(
    'hears %s lock, and not unlock',
    async (name) => {
      const locker = await startLocker(name);
      const heard = await counting();
      locker.tell(false);
      locker.tell(true);
      await expect.poll(() => heard.count).toBe(1);
      locker.tell(false);
      locker.tell(true);
      await expect.poll(() => heard.count).toBe(2);
    },
  );

  it('hears a locker that takes the place of another', async () => {
    const first = await startLocker('org.gnome.ScreenSaver');
    const heard = await counting();
    await first.stop();
    (await startLocker('org.gnome.ScreenSaver')).tell(true);
    await expect.poll(() => heard.count).toBe(1);
  });

  it('does not listen to a program that has not the name', async () => {
    const locker = await startLocker('org.gnome.ScreenSaver');
    const other = await startLocker('org.example.Other');
    const heard = await counting();
    other.tell(true, 'org.gnome.ScreenSaver');
    await other.stop();
    locker.tell(true);
    await expect.poll(() => heard.count).toBe(1);
  });

  it('is undefined where nothing tells, and without a bus', async () => {
    expect(await watchScreenLock(bus.env)).toBeUndefined();
    expect(await watchScreenLock({})).toBeUndefined();
  });
});
