import { describe, expect, it } from 'vitest';
import type { VaultStore } from '../../../../electron/vault/ports.ts';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { printHeaders, revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { findKey } from '../../../../electron/vault/use-cases/find-key.ts';
import { removeKey } from '../../../../electron/vault/use-cases/trash.ts';
import { KeybearerError } from '../../../../shared/errors.ts';
import { failure } from '../../../support/failure.ts';
import { both, recoveryCode, Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const policy = { headers: ['Authorization: Bearer {secret}', 'api-version: v1'], origins: ['https://api.example.com'] };

/** A store whose commits fail from now on; reads go on. */
function failing(store: VaultStore): VaultStore {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'write') return async () => Promise.reject(new KeybearerError('vault-disk-full'));
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

describe('revealSecret', () => {
  it('answers the secret, and one part of it where one is asked for', async () => {
    const vault = await new Scratch().create();
    const secret = [...secretOf('s3'), { name: 'other', bytes: Buffer.from('s4') }];
    await addKey(vault, { name: 'k' }, secret);
    expect((await revealSecret(vault, 'k', toTerminal)).secret).toEqual(secret);
    expect((await revealSecret(vault, 'k', { ...toTerminal, part: 'other' })).secret).toEqual([secret[1]]);
    await expect(revealSecret(vault, 'k', { ...toTerminal, part: 'constructor' })).rejects.toEqual(
      failure('invalid-input', { field: 'part' }),
    );
  });

  it('lets nothing leave whose event cannot be written (K6)', async () => {
    const scratch = new Scratch();
    await addKey(await scratch.create(), { name: 'k', policy }, secretOf('s3'));
    const vault = await scratch.open(both, { recoveryCode }, failing);
    await expect(revealSecret(vault, 'k', toTerminal)).rejects.toEqual(failure('vault-disk-full'));
    await expect(printHeaders(vault, 'k', toTerminal)).rejects.toEqual(failure('vault-disk-full'));
  });

  it('commits the event before it answers (K6)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    await revealSecret(vault, 'k', toTerminal);
    const seenByOthers = await readAuditLog(await scratch.open());
    expect(seenByOthers.events.at(-1)).toMatchObject({
      action: 'secret-revealed',
      keyName: 'k',
      destination: 'terminal',
    });
  });

  it('asks where the key wants it, and only there', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'asks', policy: { askBeforeUse: true } }, secretOf('x'));
    await addKey(vault, { name: 'does not' }, secretOf('x'));
    const asked: string[] = [];
    const confirm = async (apiKey: { name: string }) => {
      asked.push(apiKey.name);
      return true;
    };
    await revealSecret(vault, 'asks', { destination: 'terminal', confirm });
    await revealSecret(vault, 'does not', { destination: 'terminal', confirm });
    expect(asked).toEqual(['asks']);
  });

  it('refuses when the key has changed while the user was asked', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k', policy: { askBeforeUse: true } }, secretOf('x'));
    const confirm = async () => {
      await removeKey(await scratch.open(), 'k');
      return true;
    };
    await expect(revealSecret(vault, 'k', { destination: 'terminal', confirm })).rejects.toEqual(
      failure('changed-elsewhere'),
    );
    expect((await readAuditLog(vault)).events.some((event) => event.action === 'secret-revealed')).toBe(false);
  });

  it('gives the caller bytes of its own', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    const { secret } = await revealSecret(vault, 'k', toTerminal);
    secret[0]!.bytes.fill(0);
    expect((await revealSecret(vault, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('s3');
  });
});

describe('printHeaders', () => {
  it('answers the lines in their order', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', policy }, secretOf('s3'));
    const { secret } = await printHeaders(vault, 'k', toTerminal);
    expect(secret.map((line) => `${line.name}: ${line.value}`)).toEqual([
      'Authorization: Bearer s3',
      'api-version: v1',
    ]);
  });

  it('refuses a key that fills none, and logs nothing', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    await expect(printHeaders(vault, 'k', toTerminal)).rejects.toEqual(failure('no-header'));
    expect((await readAuditLog(vault)).events).toHaveLength(2);
  });
});

describe('findKey', () => {
  it.each(['K', 'k', '\uff4b'])('finds a key as %s', async (name) => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    expect((await findKey(vault, name)).name).toBe('k');
  });

  it('says that a key is not there only where the vault is whole', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'a' }, secretOf('x'));
    await addKey(vault, { name: 'b' }, secretOf('x'));
    await expect(findKey(vault, 'c')).rejects.toEqual(failure('key-not-found', { name: 'c' }));
    scratch.edit((file) => file.exec('DELETE FROM api_key WHERE rowid = 1'));
    await expect(findKey(vault, 'a')).rejects.toEqual(failure('manifest-mismatch'));
    await expect(findKey(vault, 'c')).rejects.toEqual(failure('manifest-mismatch'));
    expect((await findKey(vault, 'b')).name).toBe('b');
    scratch.edit((file) => file.exec('UPDATE api_key SET sealed = zeroblob(93)'));
    await expect(findKey(vault, 'c')).rejects.toEqual(failure('record-corrupt'));
  });
});
