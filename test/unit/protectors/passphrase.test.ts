import { createHook } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PassphraseProtector } from '../../../electron/protectors/passphrase.ts';
import type { SlotPlace } from '../../../electron/vault/ports.ts';
import { cheapScryptCost } from '../../fakes/fake-protector.ts';

const place: SlotPlace = { vaultId: randomBytes(16), slotId: randomBytes(16), kind: 'passphrase', generation: 1 };
const keys = { index: randomBytes(32), secret: randomBytes(32) };
const passphrase = Buffer.from('correct horse battery staple');

/** Counts the derivations that Node starts meanwhile. */
async function countScrypt(work: () => Promise<unknown>): Promise<number> {
  let started = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === 'SCRYPTREQUEST') started += 1;
    },
  }).enable();
  await work().finally(() => hook.disable());
  return started;
}

describe('PassphraseProtector', () => {
  it('derives once for both sides', async () => {
    const protector = new PassphraseProtector({ scryptCost: cheapScryptCost });
    const body = await protector.protect(place, keys, { passphrase });
    expect(await countScrypt(() => protector.protect(place, keys, { passphrase }))).toBe(1);
    expect(await countScrypt(() => protector.unprotect(place, body, ['index', 'secret'], { passphrase }))).toBe(1);
  });

  it('refuses a stored derivation that asks for 64 GiB without starting it (K5)', async () => {
    const protector = new PassphraseProtector({ scryptCost: cheapScryptCost });
    const body = await protector.protect(place, keys, { passphrase });
    const hostile = { ...body, scrypt: { ...body.scrypt, N: 2 ** 26, r: 8, p: 1 } };
    const started = await countScrypt(async () => {
      await expect(protector.unprotect(place, hostile, ['index'], { passphrase })).rejects.toEqual(
        expect.objectContaining({ code: 'kdf-out-of-bounds' }),
      );
    });
    expect(started).toBe(0);
  });

  it('makes new slots with the default cost', async () => {
    const body = await new PassphraseProtector().protect(place, keys, { passphrase });
    expect(body.scrypt).toMatchObject({ N: 2 ** 17, r: 8, p: 1 });
    expect(await new PassphraseProtector().unprotect(place, body, ['secret'], { passphrase })).toEqual({
      secret: keys.secret,
    });
  });
});
