/** The keychain protector on a real Secret Service, against statements C1 to C5 of the security model. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import { keychainAccount } from '../../electron/protectors/keychain-item.ts';
import type { SlotPlace } from '../../electron/vault/ports.ts';
import { cheapScryptCost } from '../fakes/fake-protector.ts';
import { type PrivateBus, startPrivateBus } from '../support/bus.ts';
import type { ChildReport } from '../support/keychain-child.ts';

/** keytar's schema is an attribute like the others; without it an item is not the same one. */
const schema = ['xdg:schema', 'org.freedesktop.Secret.Generic'];
const code = (expected: string) => expect.objectContaining({ code: expected });
const newPlace = (): SlotPlace => ({
  vaultId: randomBytes(16),
  slotId: randomBytes(16),
  kind: 'keychain',
  generation: 1,
});
const newKeys = () => ({ index: randomBytes(32), secret: randomBytes(32) });
const attributes = (place: SlotPlace) => ['service', 'keybearer', 'account', keychainAccount(place)];

describe.skipIf(process.platform !== 'linux')('the keychain on a Secret Service', () => {
  const protector = new KeychainProtector({ platform: 'linux', env: process.env, scryptCost: cheapScryptCost });
  const newSlot = async () => {
    const [place, keys] = [newPlace(), newKeys()];
    return { place, keys, body: await protector.protect(place, keys, {}) };
  };

  it('keeps 32 random bytes, base64, under the ids of vault and slot: what secret-tool reads', async () => {
    const { place } = await newSlot();
    const kept = await secretTool(['lookup', ...attributes(place)]);
    expect(Buffer.from(kept, 'base64')).toHaveLength(32);
    expect(Buffer.from(kept, 'base64').toString('base64')).toBe(kept);
    const other = await newSlot();
    expect(await secretTool(['lookup', ...attributes(other.place)])).not.toBe(kept);
    await protector.discard(place);
    await protector.discard(other.place);
  });

  it('never overwrites an item', async () => {
    const { place, keys, body } = await newSlot();
    await expect(protector.protect(place, newKeys(), {})).rejects.toEqual(code('keychain-failed'));
    expect(await protector.unprotect(place, body, ['index', 'secret'], {})).toEqual(keys);
    await protector.discard(place);
  });

  it('C3: an item that was deleted outside is told as missing', async () => {
    const { place, body } = await newSlot();
    await secretTool(['clear', ...attributes(place)]);
    await expect(protector.unprotect(place, body, ['index'], {})).rejects.toEqual(code('keychain-item-missing'));
  });

  it.each([
    ['other bytes', randomBytes(32).toString('base64')],
    ['fewer bytes', randomBytes(31).toString('base64')],
    ['more bytes', randomBytes(33).toString('base64')],
    ['other text', 'not base64 at all'],
    ['a line end after the same length', `${randomBytes(32).toString('base64')}\n`],
  ])('C3: an item that was altered outside to %s is told as altered', async (_, altered) => {
    const { place, body } = await newSlot();
    await secretTool(['store', '--label=altered', ...attributes(place), ...schema], altered);
    await expect(protector.unprotect(place, body, ['index'], {})).rejects.toEqual(code('keychain-item-altered'));
    await protector.discard(place);
  });

  it('C3: an altered item is told apart from a wrong PIN', async () => {
    const place = newPlace();
    const pin = Buffer.from('a pin of some length');
    const body = await protector.protect(place, newKeys(), { pin });
    const wrongPin = { pin: Buffer.from('another pin') };
    await expect(protector.unprotect(place, body, ['secret'], wrongPin)).rejects.toEqual(code('wrong-pin'));
    const altered = randomBytes(32).toString('base64');
    await secretTool(['store', '--label=altered', ...attributes(place), ...schema], altered);
    for (const credentials of [{ pin }, wrongPin])
      await expect(protector.unprotect(place, body, ['secret'], credentials)).rejects.toEqual(
        code('keychain-item-altered'),
      );
    await protector.discard(place);
  });

  it('C4: foreign items under our service name do not disturb, and are left alone', async () => {
    // Marked, so that clearing them meets no item of a test that runs beside this one.
    const marks = [1, 2].map(() => ['of', randomBytes(8).toString('hex')]);
    const [bare = [], withSchema = []] = marks;
    await secretTool(['store', '--label=foreign', 'service', 'keybearer', ...bare], 'theirs');
    await secretTool(['store', '--label=foreign', 'service', 'keybearer', ...schema, ...withSchema], 'theirs');
    const { place, keys, body } = await newSlot();
    expect(await protector.unprotect(place, body, ['index', 'secret'], {})).toEqual(keys);
    await protector.discard(place);
    await expect(protector.unprotect(place, body, ['index'], {})).rejects.toEqual(code('keychain-item-missing'));
    for (const mark of marks) {
      expect(await secretTool(['lookup', ...mark])).toBe('theirs');
      await secretTool(['clear', ...mark]);
    }
  });

  describe('on a bus of its own', () => {
    let bus: PrivateBus | undefined;
    afterEach(() => bus?.stop());
    const neverLoaded = () => expect.unreachable('keytar was loaded');
    const protectorOn = (env: PrivateBus['env'], loadKeytar = neverLoaded as never, onPrompt?: () => void) =>
      new KeychainProtector({ platform: 'linux', env, loadKeytar, onPrompt });

    it.each([
      ['no Secret Service', 'no-secret-service', {}],
      ['no session bus', 'no-session-bus', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
      ['another store than the Secret Service', 'other-backend', { SECRET_BACKEND: 'file' }],
    ])('C1, C5: with %s it refuses, and nothing is written anywhere', async (_, reason, more) => {
      bus = await startPrivateBus();
      const before = await traces(bus);
      const report = await runChild({ ...bus.env, ...more });
      expect(report).toMatchObject({ code: 'keychain-unavailable', reason, keytarLoaded: false });
      expect(await traces(bus)).toEqual(before);
      const refusing = protectorOn({ ...bus.env, ...more });
      expect(await refusing.availability()).toMatchObject({ available: false, code: 'keychain-unavailable' });
      await expect(refusing.discard(newPlace())).rejects.toEqual(code('keychain-unavailable'));
    });

    it.each([
      ['no prompter', false],
      ['a prompter that has no display', true],
    ])(
      'C2: a locked collection and %s is told within 5 s, keytar is not touched, and the process ends',
      async (_, activation) => {
        bus = await startPrivateBus({ activation });
        await bus.startKeyring();
        await bus.lockKeyring();
        const before = await traces(bus);
        const report = await runChild(bus.env);
        expect(report).toMatchObject({ code: 'keychain-locked', keytarLoaded: false });
        expect(report.tookMs).toBeLessThan(5000);
        expect(await traces(bus)).toEqual(before);
        expect(await protectorOn(bus.env).availability()).toMatchObject({ available: false, code: 'keychain-locked' });
      },
    );

    it('C2: the event loop stays alive while it waits for a locked collection', async () => {
      bus = await startPrivateBus();
      await bus.startKeyring();
      await bus.lockKeyring();
      let turns = 0;
      const turning = setInterval(() => {
        turns += 1;
      }, 1);
      const onPrompt = vi.fn();
      const attempt = protectorOn(bus.env, undefined, onPrompt).protect(newPlace(), newKeys(), {});
      const refused = expect(attempt).rejects.toEqual(code('keychain-locked'));
      await vi.waitFor(() => expect(onPrompt).toHaveBeenCalledTimes(1)); // told before the wait, not after
      await refused;
      expect(onPrompt).toHaveBeenCalledTimes(1);
      clearInterval(turning);
      expect(turns).toBeGreaterThan(0);
    });

    it('C2: an item that becomes locked under our hands is told as locked, not as missing', async () => {
      bus = await startPrivateBus();
      await bus.startKeyring();
      const place = newPlace();
      await secretTool(['store', '--label=ours', ...attributes(place), ...schema], 'x', bus.env);
      const body = {
        index: Buffer.alloc(61).toString('base64'),
        secret: Buffer.alloc(61).toString('base64'),
        pin: null,
      };
      // What keytar answers then, as measured.
      const lockThenMiss = async () => {
        await bus?.lockKeyring();
        return null;
      };
      const loadKeytar = async () => ({
        getPassword: lockThenMiss,
        setPassword: neverLoaded,
        deletePassword: neverLoaded,
      });
      const reading = protectorOn(bus.env, loadKeytar as never).unprotect(place, body, ['index'], {});
      await expect(reading).rejects.toEqual(code('keychain-locked'));
    });

    it('works in a process of its own, which ends by itself', async () => {
      bus = await startPrivateBus();
      await bus.startKeyring();
      expect(await runChild(bus.env)).toMatchObject({ code: null, keytarLoaded: true });
    });
  });

  it("answers 'keychain-library-missing' when keytar cannot be loaded", async () => {
    const loadKeytar = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));
    const crippled = new KeychainProtector({ platform: 'linux', env: process.env, loadKeytar });
    expect(await crippled.availability()).toMatchObject({ available: false, code: 'keychain-library-missing' });
    await expect(crippled.protect(newPlace(), newKeys(), {})).rejects.toEqual(code('keychain-library-missing'));
  });
});

/** @returns stdout. */
function secretTool(args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<string> {
  return run('secret-tool', args, { ...process.env, ...env }, input);
}

async function runChild(env: NodeJS.ProcessEnv): Promise<ChildReport> {
  const program = join(import.meta.dirname, '..', 'support', 'keychain-child.ts');
  return JSON.parse(await run(process.execPath, ['--no-warnings', program], { PATH: process.env.PATH, ...env }));
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { env, timeout: 20_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new Error(`${program} is missing: apt-get install libsecret-tools`));
      else reject(new Error(`${program} ${args[0]}: ${error.message}: ${stderr}`));
    });
    child.stdin?.end(input);
  });
}

/** Everything that a fallback would leave: files in the home, keys in the kernel's keyrings. */
async function traces(bus: PrivateBus): Promise<unknown> {
  const files = await readdir(bus.env.HOME, { recursive: true });
  const kernelKeys = await readFile('/proc/keys', 'utf8').catch(() => '');
  const keys = kernelKeys.split('\n').map((line) => line.trim().split(/\s+/));
  return { files: files.sort(), keys: keys.map(([serial, , , , , , , type, ...what]) => [serial, type, ...what]) };
}
