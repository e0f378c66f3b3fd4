import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InProcessKeyHolder } from '../../../electron/vault/key-holder.ts';
import { failure } from '../../support/failure.ts';

const vaultId = Buffer.alloc(16, 1);
const locked = failure('vault-locked');

/** Collects every buffer that the work copies, as far as `Buffer.from` copies it. */
async function copiesMadeBy(work: () => Promise<unknown>): Promise<Buffer[]> {
  const from = Buffer.from;
  const copies: Buffer[] = [];
  Buffer.from = ((...given: Parameters<typeof from>) => {
    const made = from(...given);
    copies.push(made);
    return made;
  }) as typeof Buffer.from;
  try {
    await work();
    return copies;
  } finally {
    Buffer.from = from;
  }
}

describe('InProcessKeyHolder', () => {
  it('holds a copy: the caller wipes its own', async () => {
    const holder = new InProcessKeyHolder();
    const key = randomBytes(32);
    await holder.hold('secret', vaultId, key);
    const before = (await holder.subkey('secret', 'secret/head')).export();
    key.fill(0);
    expect((await holder.subkey('secret', 'secret/head')).export()).toEqual(before);
  });

  it('zeroes what it held when it drops it, and when it takes another (K9)', async () => {
    const holder = new InProcessKeyHolder();
    const key = randomBytes(32);
    const [first] = await copiesMadeBy(() => holder.hold('secret', vaultId, key));
    expect(first).toEqual(key);
    const [second] = await copiesMadeBy(() => holder.hold('secret', vaultId, randomBytes(32)));
    expect(first?.every((byte) => byte === 0)).toBe(true);
    await holder.drop('secret');
    expect(second?.every((byte) => byte === 0)).toBe(true);
  });

  it('refuses every use of a side that it does not hold (K9)', async () => {
    const holder = new InProcessKeyHolder();
    await holder.hold('index', vaultId, randomBytes(32));
    await expect(holder.subkey('secret', 'secret/head')).rejects.toEqual(locked);
    await expect(holder.exportForSlot('secret')).rejects.toEqual(locked);
    await holder.drop('secret');
    await holder.drop('index');
    await expect(holder.subkey('index', 'index/head')).rejects.toEqual(locked);
  });

  it('hands out copies for slots, which are the caller’s to wipe', async () => {
    const holder = new InProcessKeyHolder();
    const key = randomBytes(32);
    await holder.hold('secret', vaultId, key);
    (await holder.exportForSlot('secret')).fill(0);
    expect(await holder.exportForSlot('secret')).toEqual(key);
  });
});
