import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeychainProtector } from '../../../electron/protectors/keychain.ts';
import type { SlotPlace } from '../../../electron/vault/ports.ts';
import { FakeKeychain } from '../../fakes/fake-keychain.ts';
import { cheapScryptCost, FakeProtector } from '../../fakes/fake-protector.ts';

const place: SlotPlace = { vaultId: randomBytes(16), slotId: randomBytes(16), kind: 'keychain', generation: 1 };
const keys = { index: randomBytes(32), secret: randomBytes(32) };
const pin = Buffer.from('a pin of some length');
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('KeychainProtector', () => {
  it.each(['darwin', 'win32'] as const)('asks no Secret Service on %s', async (platform) => {
    const items = new FakeKeychain();
    const protector = new KeychainProtector({ platform, env: {}, loadKeytar: async () => items });
    expect(await protector.availability()).toEqual({ available: true });
    expect(await protector.unprotect(place, await protector.protect(place, keys, {}), ['index'], {})).toEqual({
      index: keys.index,
    });
    await protector.discard(place);
    expect(items.accounts()).toEqual([]);
  });

  it('refuses a PIN derivation that asks for 64 GiB before it touches the keychain (K5)', async () => {
    const loadKeytar = () => expect.unreachable('keytar was loaded');
    const protector = new KeychainProtector({ platform: 'darwin', env: {}, loadKeytar });
    const body = await new FakeProtector().protect(place, keys, { pin });
    const hostile = { ...body, pin: { ...body.pin, N: 2 ** 26, r: 8, p: 1 } };
    await expect(protector.unprotect(place, hostile, ['secret'], { pin })).rejects.toEqual(code('kdf-out-of-bounds'));
    await expect(protector.unprotect(place, body, ['secret'], {})).rejects.toEqual(code('pin-needed'));
  });

  it('stores nothing when wrapping fails', async () => {
    const items = new FakeKeychain();
    const scryptCost = { N: 3, r: 1, p: 1 };
    const protector = new KeychainProtector({ platform: 'darwin', env: {}, scryptCost, loadKeytar: async () => items });
    await expect(protector.protect(place, keys, { pin })).rejects.toEqual(code('kdf-out-of-bounds'));
    expect(items.accounts()).toEqual([]);
  });

  it('keeps the cost that a slot was made with', async () => {
    const items = new FakeKeychain();
    const options = { platform: 'darwin', env: {}, loadKeytar: async () => items } as const;
    const body = await new KeychainProtector({ ...options, scryptCost: cheapScryptCost }).protect(place, keys, { pin });
    expect(body.pin).toMatchObject(cheapScryptCost);
    const costlier = new KeychainProtector({ ...options, scryptCost: { N: 4, r: 1, p: 1 } });
    expect(await costlier.unprotect(place, body, ['secret'], { pin })).toEqual({ secret: keys.secret });
  });
});

describe('FakeProtector', () => {
  it('shares its items by a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keybearer-'));
    const file = join(folder, 'items.json');
    const body = await new FakeProtector(file).protect(place, keys, {});
    expect(await new FakeProtector(file).unprotect(place, body, ['secret'], {})).toEqual({ secret: keys.secret });
    await expect(new FakeProtector().unprotect(place, body, ['secret'], {})).rejects.toEqual(
      code('keychain-item-missing'),
    );
    await rm(folder, { recursive: true });
  });

  it('refuses with the code that it is told to', async () => {
    const fake = new FakeProtector();
    const body = await fake.protect(place, keys, {});
    fake.refuseWith('keychain-locked');
    expect(await fake.availability()).toMatchObject({ available: false, code: 'keychain-locked' });
    await expect(fake.protect(place, keys, {})).rejects.toEqual(code('keychain-locked'));
    await expect(fake.unprotect(place, body, ['index'], {})).rejects.toEqual(code('keychain-locked'));
    await expect(fake.discard(place)).rejects.toEqual(code('keychain-locked'));
    fake.refuseWith(undefined);
    expect(await fake.unprotect(place, body, ['index'], {})).toEqual({ index: keys.index });
  });
});
