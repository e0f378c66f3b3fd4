/** Backing a vault up and restoring it: the identity on everything that a backup holds (K8). */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBackup } from '../../../../electron/backup/decode.ts';
import { encodeBackup } from '../../../../electron/backup/encode.ts';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { type BackupPlan, backUpKeys } from '../../../../electron/vault/use-cases/back-up.ts';
import { allRowKeys, checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../../../electron/vault/use-cases/find-key.ts';
import type { ConflictChoice } from '../../../../electron/vault/use-cases/merge-plan.ts';
import { replaceSecret } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { previewRestore, restoreBackup } from '../../../../electron/vault/use-cases/restore-backup.ts';
import { listTrash, removeKey } from '../../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { openWholeKeys, type WholeKey } from '../../../../electron/vault/whole-key.ts';
import { failure } from '../../../support/failure.ts';
import { both, pin, Scratch, secretOf } from '../../../support/scratch.ts';
import { anyKeys, readable, wholeKey } from '../../../support/whole-keys.ts';

const plan: BackupPlan = { destination: 'keys.age', skipAsking: false, dropDamaged: false, confirm: async () => true };

async function backUp(vault: Vault, changes: Partial<BackupPlan> = {}): Promise<Buffer> {
  const { formed } = await backUpKeys(vault, { ...plan, ...changes }, (keys) => encodeBackup(keys, 0));
  return formed;
}

async function restore(vault: Vault, incoming: readonly WholeKey[], choice: ConflictChoice = 'stop'): Promise<void> {
  await restoreBackup(vault, await previewRestore(vault, incoming, choice));
}

/** Every key in use with all that it holds, by name. */
async function contents(vault: Vault) {
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  const keys = await vault.read((reader) => openWholeKeys(reader, rowKeys));
  const inUse = keys.filter(({ record }) => record.removedAt === null).map(readable);
  return inUse.sort((one, other) => (one.record.name < other.record.name ? -1 : 1));
}

async function lastEvents(vault: Vault, count: number) {
  const { events } = await readAuditLog(vault);
  return events.slice(-count).map(({ action, keyName, destination }) => [action, keyName, destination]);
}

describe('a backup, restored into a new vault', () => {
  it('is the identity, over keys with everything that a vault can hold', async () => {
    const vaults = await Promise.all([new Scratch().create(), new Scratch().create()]);
    await fc.assert(
      fc.asyncProperty(anyKeys, async (keys) => {
        const [from, to] = vaults;
        for (const vault of vaults)
          for (const { name } of (await listKeys(vault!)).apiKeys) await removeKey(vault!, name);
        await restore(from!, keys);
        await restore(to!, decodeBackup(await backUp(from!)));
        const ids = (all: Awaited<ReturnType<typeof contents>>) => all.map((key) => ({ ...key, id: null }));
        expect(ids(await contents(to!))).toEqual(ids(await contents(from!)));
      }),
      { numRuns: 40 },
    );
    expect((await checkVault(vaults[1]!)).findings).toEqual([]);
  });

  it('keeps ids, instants and the previous secret', async () => {
    const scratch = new Scratch();
    const from = await scratch.create();
    const fields = { tags: ['x'], leadDays: [9, 1], expiresAt: 77, notes: Buffer.from('renew there') };
    await addKey(from, { ...fields, name: 'k', policy: { headers: ['X-A: {secret}'] } }, secretOf('first'));
    scratch.now += 1000;
    await replaceSecret(from, 'k', secretOf('second'), { expiresAt: 99 });
    const to = await new Scratch().create();
    await restore(to, decodeBackup(await backUp(from)));
    expect(await contents(to)).toEqual(await contents(from));
    expect((await contents(to))[0]).toMatchObject({
      previous: [['secret', 'first']],
      record: { rotatedAt: scratch.now },
    });
  });
});

describe('backUpKeys', () => {
  it('commits its event before anything leaves, and leaves nothing where it cannot', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    await backUp(vault);
    expect(await lastEvents(vault, 1)).toEqual([['vault-backed-up', null, 'keys.age']]);
    const failing = backUpKeys(vault, plan, () => {
      throw new Error('too large');
    });
    await expect(failing).rejects.toThrow('too large');
    expect(await lastEvents(vault, 2)).toEqual([
      ['key-added', 'k', null],
      ['vault-backed-up', null, 'keys.age'],
    ]);
  });

  it('leaves the trash out', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'gone' }, secretOf('x'));
    await removeKey(vault, 'gone');
    expect(decodeBackup(await backUp(vault))).toEqual([]);
  });

  it('wipes what it opened', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', notes: Buffer.from('n') }, secretOf('x'));
    const { formed } = await backUpKeys(vault, plan, (keys) => keys);
    const buffers = formed.flatMap(({ secret, details }) => [...secret, ...details].map(({ bytes }) => [...bytes]));
    expect(buffers).toEqual([[0], [0]]);
  });

  it('asks once about all keys that want it, and logs a no for each', async () => {
    const vault = await new Scratch().create();
    for (const name of ['a', 'b']) await addKey(vault, { name, policy: { askBeforeUse: true } }, secretOf('x'));
    await addKey(vault, { name: 'c' }, secretOf('x'));
    const asked: string[][] = [];
    const confirm = async (apiKeys: readonly { name: string }[]) => {
      asked.push(apiKeys.map(({ name }) => name));
      return false;
    };
    await expect(backUp(vault, { confirm })).rejects.toEqual(failure('cancelled'));
    expect(asked).toEqual([['a', 'b']]);
    expect(await lastEvents(vault, 2)).toEqual([
      ['delivery-denied', 'a', 'keys.age'],
      ['delivery-denied', 'b', 'keys.age'],
    ]);
    const skipped = decodeBackup(await backUp(vault, { confirm, skipAsking: true }));
    expect(skipped.map(({ record }) => record.name)).toEqual(['c']);
  });

  it('refuses a key that came to ask after the question', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    for (const name of ['a', 'b']) await addKey(vault, { name, policy: { askBeforeUse: name === 'a' } }, secretOf('x'));
    const confirm = async () => {
      await editKey(await scratch.open(), 'b', { policy: { askBeforeUse: true } });
      return true;
    };
    await expect(backUp(vault, { confirm })).rejects.toEqual(failure('changed-elsewhere', { name: 'b' }));
  });

  it('refuses a damaged vault, or leaves out what does not open and names it', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    for (const name of ['a', 'b']) await addKey(vault, { name }, secretOf(name));
    const id = (await listKeys(vault)).apiKeys[0]!.id;
    scratch.edit((file) =>
      file.prepare('UPDATE secret SET sealed = zeroblob(length(sealed)) WHERE api_key_id = ?').run(id),
    );
    await expect(backUp(vault)).rejects.toEqual(failure('record-corrupt'));
    const left = await backUpKeys(vault, { ...plan, dropDamaged: true }, (keys) =>
      keys.map(({ record }) => record.name),
    );
    expect(left.formed).toEqual(['b']);
    expect(left.findings).toMatchObject([
      { code: 'record-corrupt', keyId: id.toString('hex') },
      { code: 'manifest-mismatch' },
    ]);
  });

  it('backs up a vault whose audit log alone is broken', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    scratch.edit((file) => file.exec('DELETE FROM event WHERE seq = 1'));
    expect(decodeBackup(await backUp(vault)).length).toBe(1);
  });

  it('takes the unlocked vault', async () => {
    const scratch = new Scratch();
    await scratch.create({ kinds: ['keychain'], credentials: { pin } });
    await expect(backUp(await scratch.open(['index'], {}))).rejects.toEqual(failure('vault-locked'));
  });
});

describe('restoreBackup', () => {
  it('adds in one change, with an event for each key', async () => {
    const vault = await new Scratch().create();
    await restore(vault, [wholeKey('a'), wholeKey('b')]);
    expect(await lastEvents(vault, 2)).toEqual([
      ['key-added-from-backup', 'a', null],
      ['key-added-from-backup', 'b', null],
    ]);
  });

  it('changes nothing while a conflict is open, nor the second time', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await restore(vault, [wholeKey('a')]);
    const before = scratch.hash();
    await expect(restore(vault, [wholeKey('new'), wholeKey('a', 'other')])).rejects.toEqual(
      failure('restore-conflict', { conflicts: 1 }),
    );
    await restore(vault, [wholeKey('a')]);
    await restore(vault, [wholeKey('a', 'other')], 'skip');
    expect(scratch.hash()).toBe(before);
  });

  it('moves what it replaces to the trash', async () => {
    const vault = await new Scratch().create();
    await restore(vault, [wholeKey('a')]);
    await restore(vault, [wholeKey('a', 'other')], 'replace');
    expect(await contents(vault)).toMatchObject([{ record: { name: 'a' }, secret: [['secret', 'other']] }]);
    expect((await listTrash(vault)).map(({ name }) => name)).toEqual(['a']);
    expect(await lastEvents(vault, 2)).toEqual([
      ['key-removed', 'a', null],
      ['key-added-from-backup', 'a', null],
    ]);
  });

  it('refuses as a whole what is not as the preview saw it', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await restore(vault, [wholeKey('a')]);
    const steps = await previewRestore(vault, [wholeKey('b'), wholeKey('a', 'other')], 'replace');
    const other = await scratch.open(both);
    await editKey(other, 'a', { account: 'somebody' });
    await expect(restoreBackup(vault, steps)).rejects.toEqual(failure('changed-elsewhere', { name: 'a' }));
    const second = await previewRestore(vault, [wholeKey('b')], 'stop');
    await addKey(other, { name: 'B' }, secretOf('x'));
    await expect(restoreBackup(vault, second)).rejects.toEqual(failure('changed-elsewhere', { name: 'b' }));
    expect((await listKeys(vault)).apiKeys.map(({ name }) => name)).toEqual(['a', 'B']);
  });
});
