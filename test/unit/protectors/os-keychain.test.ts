import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OsKeychain } from '../../../electron/protectors/os-keychain.ts';
import { FakeKeychain } from '../../fakes/fake-keychain.ts';
import { FakeSecretService } from '../../fakes/fake-secret-service.ts';
import { type PrivateBus, startPrivateBus } from '../../support/bus.ts';

const place = { vaultId: randomBytes(16), slotId: randomBytes(16) };
const locked = expect.objectContaining({ code: 'keychain-locked' });
const loadKeytar = () => expect.unreachable('keytar was loaded');

describe('OsKeychain that never asks', () => {
  it('uses nothing on macOS, which asks by itself', async () => {
    const keychain = new OsKeychain({ platform: 'darwin', env: {}, neverAsk: true, loadKeytar });
    await expect(keychain.read(place)).rejects.toEqual(locked);
  });

  it('asks nothing on Windows, which has no prompt', async () => {
    const items = new FakeKeychain();
    const keychain = new OsKeychain({ platform: 'win32', env: {}, neverAsk: true, loadKeytar: async () => items });
    await keychain.store(place, randomBytes(32));
    expect(await keychain.read(place)).toHaveLength(32);
  });

  describe.skipIf(process.platform !== 'linux')('on Linux', () => {
    let bus: PrivateBus;
    beforeAll(async () => {
      bus = await startPrivateBus();
    });
    afterAll(() => bus.stop());

    it('refuses a locked collection without a call to unlock it (C2)', async () => {
      const service = await FakeSecretService.start(bus.env.DBUS_SESSION_BUS_ADDRESS, { locked: true });
      const keychain = new OsKeychain({ platform: 'linux', env: bus.env, neverAsk: true, loadKeytar });
      await expect(keychain.read(place)).rejects.toEqual(locked);
      expect(service.calls).toEqual(['ReadAlias', 'Get']);
      await service.stop();
    });
  });
});
