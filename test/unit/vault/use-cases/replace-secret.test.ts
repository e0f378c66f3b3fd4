import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { replaceSecret, stepBack } from '../../../../electron/vault/use-cases/replace-secret.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { failure } from '../../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const current = async (vault: Vault) =>
  (await revealSecret(vault, 'k', toTerminal)).secret.map((part) => `${part.name}=${part.bytes}`);

describe('replaceSecret', () => {
  it('keeps the secret before it, with what was known of it', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k', expiresAt: 5 }, secretOf('one'));
    scratch.now += 1000;
    const replaced = await replaceSecret(vault, 'k', [{ name: 'id', bytes: Buffer.from('two') }], { expiresAt: 9 });
    expect(replaced).toMatchObject({
      parts: ['id'],
      expiresAt: 9,
      expirySource: 'typed',
      rotatedAt: scratch.now,
      previous: { parts: ['secret'], expiresAt: 5, expirySource: 'typed', rotatedAt: null },
    });
    expect(await current(vault)).toEqual(['id=two']);
  });

  it('does not carry the old secret’s expiry over', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', expiresAt: 5 }, secretOf('one'));
    expect(await replaceSecret(vault, 'k', secretOf('two'))).toMatchObject({ expiresAt: null, expirySource: null });
  });

  it('keeps one secret, not two', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('one'));
    await replaceSecret(vault, 'k', secretOf('two'));
    await replaceSecret(vault, 'k', secretOf('three'));
    await stepBack(vault, 'k');
    expect(await current(vault)).toEqual(['secret=two']);
    expect(scratch.edit((file) => file.prepare('SELECT count(*) AS n FROM secret').get())).toEqual({ n: 2 });
  });

  it('takes the new policy for the new secret', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', policy: { headers: ['X-A: {secret}'] } }, secretOf('one'));
    const parts = [{ name: 'id', bytes: Buffer.from('two') }];
    await expect(replaceSecret(vault, 'k', parts)).rejects.toEqual(failure('secret-unfit', { reason: 'missing-part' }));
    await replaceSecret(vault, 'k', parts, { policy: { headers: ['X-A: {id}'] } });
    expect(await current(vault)).toEqual(['id=two']);
    await expect(stepBack(vault, 'k')).rejects.toEqual(failure('secret-unfit', { reason: 'missing-part' }));
    expect(await current(vault)).toEqual(['id=two']);
  });
});

describe('stepBack', () => {
  it('swaps the two, and twice is nothing', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k', expiresAt: 5 }, secretOf('one'));
    scratch.now += 1000;
    const { revision: _revision, ...replaced } = await replaceSecret(vault, 'k', secretOf('two'), { expiresAt: 9 });
    const back = await stepBack(vault, 'k');
    expect(back).toMatchObject({ expiresAt: 5, rotatedAt: null, previous: { expiresAt: 9, rotatedAt: scratch.now } });
    expect(await current(vault)).toEqual(['secret=one']);
    expect(await stepBack(vault, 'k')).toMatchObject(replaced);
    expect(await current(vault)).toEqual(['secret=two']);
  });

  it('refuses where there is none', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('one'));
    await expect(stepBack(vault, 'k')).rejects.toEqual(failure('no-previous-secret'));
  });

  it('keeps what was edited meanwhile', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('one'));
    await replaceSecret(vault, 'k', secretOf('two'));
    await editKey(vault, 'k', { account: 'a', policy: { askBeforeUse: true } });
    expect(await stepBack(vault, 'k')).toMatchObject({ account: 'a', policy: { askBeforeUse: true } });
  });
});
