import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { KnownSecrets, knownSecrets } from '../../../../electron/vault/use-cases/known-secrets.ts';
import { replaceSecret } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { removeKey } from '../../../../electron/vault/use-cases/trash.ts';
import { failure } from '../../../support/failure.ts';
import { Scratch, secretOf } from '../../../support/scratch.ts';

const parts = (...texts: string[]) => texts.map((text, at) => ({ name: `part_${at}`, bytes: Buffer.from(text) }));

describe('knownSecrets', () => {
  it('knows the secrets in use, the ones before them, and the names', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'github' }, secretOf('old'));
    await replaceSecret(vault, 'github', secretOf('new'));
    await addKey(vault, { name: 'aws' }, parts('id', 'key'));
    const { names, secrets } = await knownSecrets(vault);
    const holderOf = (secret: ReturnType<typeof secretOf>) => secrets.holderOf(secrets.mark(secret));
    expect(names.toSorted()).toEqual(['aws', 'github']);
    expect(holderOf(secretOf('new'))).toEqual({ name: 'github', isPrevious: false });
    expect(holderOf(secretOf('old'))).toEqual({ name: 'github', isPrevious: true });
    expect(holderOf(parts('id', 'key'))).toEqual({ name: 'aws', isPrevious: false });
    expect(holderOf(secretOf('idkey'))).toBeUndefined();
    expect(holderOf(secretOf('other'))).toBeUndefined();
  });

  it('leaves the trash out', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'gone' }, secretOf('x'));
    await removeKey(vault, 'gone');
    const { names, secrets } = await knownSecrets(vault);
    expect(names).toEqual([]);
    expect(secrets.holderOf(secrets.mark(secretOf('x')))).toBeUndefined();
  });

  it('refuses a locked vault, and one with a record that does not open', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'a' }, secretOf('x'));
    const locked = await scratch.open(['index']);
    await expect(knownSecrets(locked)).rejects.toThrow(failure('vault-locked'));
    scratch.edit((file) => file.exec('UPDATE api_key SET sealed = zeroblob(length(sealed))'));
    await expect(knownSecrets(vault)).rejects.toThrow(failure('record-corrupt'));
  });
});

describe('KnownSecrets', () => {
  it('marks under a key of its own, by the bytes and not by what the parts are called', () => {
    const [one, other] = [new KnownSecrets(), new KnownSecrets()];
    const renamed = [{ name: 'token', bytes: Buffer.from('s') }];
    expect(one.mark(secretOf('s'))).toBe(one.mark(renamed));
    expect(one.mark(secretOf('s'))).not.toBe(other.mark(secretOf('s')));
  });

  it('tells where parts end', () => {
    const secrets = new KnownSecrets();
    expect(secrets.mark(parts('ab', 'c'))).not.toBe(secrets.mark(parts('a', 'bc')));
  });

  it('names the key that has a secret now before one that had it', () => {
    const secrets = new KnownSecrets();
    const mark = secrets.mark(secretOf('s'));
    secrets.add(mark, { name: 'had', isPrevious: true });
    secrets.add(mark, { name: 'has', isPrevious: false });
    secrets.add(mark, { name: 'had', isPrevious: true });
    expect(secrets.holderOf(mark)?.name).toBe('has');
  });
});
