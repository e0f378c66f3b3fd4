import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  inspectDefaultCollection,
  onSessionBus,
  openDefaultCollection,
} from '../../../electron/protectors/secret-service.ts';
import { FakeSecretService, type FakeServiceOptions } from '../../fakes/fake-secret-service.ts';
import { type PrivateBus, startPrivateBus, withBus } from '../../support/bus.ts';

const gnomeKeyring = 'org.gnome.keyring';
const prompter = 'org.gnome.keyring.SystemPrompter';
const locked = expect.objectContaining({ code: 'keychain-locked' });
const unavailable = (reason: string) => expect.objectContaining({ code: 'keychain-unavailable', details: { reason } });

describe.skipIf(process.platform !== 'linux')('the Secret Service', () => {
  let bus: PrivateBus;
  let service: FakeSecretService | undefined;
  beforeAll(async () => {
    bus = await startPrivateBus();
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => bus.stop());

  const serve = async (options: FakeServiceOptions) => {
    service = await FakeSecretService.start(bus.env.DBUS_SESSION_BUS_ADDRESS, options);
    return service;
  };
  const open = (signal?: AbortSignal) => onSessionBus(bus.env, (each) => openDefaultCollection(each, signal));
  const inspect = () => onSessionBus(bus.env, inspectDefaultCollection);
  const within = async (limitMs: number, what: Promise<unknown>) => {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`not within ${limitMs} ms`)), limitMs));
    await Promise.race([what, late]);
  };

  describe('openDefaultCollection', () => {
    it('only reads when the collection is open', async () => {
      const { calls } = await serve({});
      await open();
      expect(calls).toEqual(['ReadAlias', 'Get']);
    });

    it('unlocks without a prompt where none is needed', async () => {
      const { calls } = await serve({ locked: true, unlock: 'at-once' });
      await open();
      expect(calls).toEqual(['ReadAlias', 'Get', 'Unlock', 'Get']);
    });

    it('waits while the prompt is open', async () => {
      const { calls } = await serve({ locked: true, unlock: 'accepted', afterMs: 300 });
      await open();
      expect(calls).toEqual(['ReadAlias', 'Get', 'Unlock', 'Prompt', 'Get']);
    });

    it.each([
      ['the service draws its own', []],
      ['gnome-keyring has a prompter', [gnomeKeyring, prompter]],
    ])('waits longer than a prompter may take to come up when %s', async (_, names) => {
      await serve({ locked: true, unlock: 'accepted', afterMs: 4500, names });
      await open();
    });

    it.each([
      ['the prompt is dismissed', { unlock: 'dismissed' }],
      ['the prompt was answered and it stays locked', { unlock: 'accepted-but-locked' }],
      ['the prompt cannot be shown', { unlock: 'prompt-error' }],
      ['unlocking fails', { unlock: 'error' }],
      ['gnome-keyring has no prompter', { unlock: 'unanswered', names: [gnomeKeyring] }],
    ] as const)("answers 'keychain-locked' within 5 s when %s (C2)", async (_, options) => {
      await serve({ locked: true, ...options });
      await within(5000, expect(open()).rejects.toEqual(locked));
    });

    it("answers 'keychain-locked' within 5 s when the service leaves under an open prompt (C2)", async () => {
      await serve({ locked: true, unlock: 'unanswered' });
      const opening = open();
      setTimeout(() => service?.stop(), 200);
      await within(5000, expect(opening).rejects.toEqual(locked));
    });

    it("answers 'cancelled' when it is told to stop, before or while the prompt is open", async () => {
      const cancelled = expect.objectContaining({ code: 'cancelled' });
      const { calls } = await serve({ locked: true, unlock: 'unanswered' });
      await expect(open(AbortSignal.abort())).rejects.toEqual(cancelled);
      expect(calls).toEqual([]);
      await within(2000, expect(open(AbortSignal.timeout(200))).rejects.toEqual(cancelled));
    });

    it('asks once more when there seems to be no default collection', async () => {
      await serve({ aliases: ['/', '/org/freedesktop/secrets/collection/fake'] });
      await open();
    });

    it("answers 'keychain-unavailable' when there is no default collection", async () => {
      await serve({ aliases: ['/'] });
      await expect(open()).rejects.toEqual(unavailable('no-default-collection'));
    });

    it("answers 'keychain-unavailable' when nothing serves secrets and nothing can be started", async () => {
      await expect(open()).rejects.toEqual(unavailable('no-secret-service'));
    });

    it('has the bus start a service that it knows', async () => {
      const activating = await startPrivateBus({ activation: true });
      try {
        // gnome-keyring starts, and has no collection in a new home.
        const opening = onSessionBus(activating.env, (each) => openDefaultCollection(each));
        await expect(opening).rejects.toEqual(unavailable('no-default-collection'));
        const owned = await withBus(activating.socket, (each) => each.callBus('NameHasOwner', 's', [gnomeKeyring]));
        expect(owned).toEqual([true]);
      } finally {
        await activating.stop();
      }
    });
  });

  describe('inspectDefaultCollection', () => {
    it('tells a locked collection without unlocking it', async () => {
      const { calls } = await serve({ locked: true, unlock: 'at-once' });
      await expect(inspect()).rejects.toEqual(locked);
      expect(calls).toEqual(['ReadAlias', 'Get']);
    });
  });

  describe('onSessionBus', () => {
    const never = async () => expect.unreachable('the bus was used');
    const noBus = unavailable('no-session-bus');

    it("answers 'keychain-unavailable' without a bus", async () => {
      await expect(onSessionBus({}, never)).rejects.toEqual(noBus);
      for (const address of [
        'unix:path=/nonexistent/bus',
        'autolaunch:',
        'tcp:host=localhost,port=1',
        'unix:path=',
        '%',
      ])
        await expect(onSessionBus({ DBUS_SESSION_BUS_ADDRESS: address }, never), address).rejects.toEqual(noBus);
    });

    it('tries the addresses in their order', async () => {
      const addresses = `unix:path=/nonexistent/bus;${bus.env.DBUS_SESSION_BUS_ADDRESS}`;
      expect(await onSessionBus({ DBUS_SESSION_BUS_ADDRESS: addresses }, async () => 'used')).toBe('used');
    });

    it("finds the user's bus where no address is given", async () => {
      expect(await onSessionBus({ XDG_RUNTIME_DIR: bus.env.XDG_RUNTIME_DIR }, async () => 'used')).toBe('used');
    });

    it('refuses when libsecret is told to use another store (C5)', async () => {
      await expect(onSessionBus({ ...bus.env, SECRET_BACKEND: 'file' }, never)).rejects.toEqual(
        unavailable('other-backend'),
      );
      expect(await onSessionBus({ ...bus.env, SECRET_BACKEND: 'service' }, async () => 'used')).toBe('used');
    });

    it.each([
      ['says nothing', ''],
      ['refuses us', 'REJECTED DBUS_COOKIE_SHA1\r\n'],
      ['talks nonsense', `OK 1234\r\n${'nonsense'.repeat(100)}`],
    ])('gives up on a bus that %s', async (_, greeting) => {
      const path = join(bus.env.XDG_RUNTIME_DIR, 'other');
      const server = await listen(path, greeting);
      try {
        const opening = onSessionBus({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }, (each) =>
          openDefaultCollection(each),
        );
        await within(8000, expect(opening).rejects.toEqual(expect.objectContaining({ code: 'keychain-unavailable' })));
      } finally {
        server.close();
      }
    });
  });
});

async function listen(path: string, greeting: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write(greeting));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}
