import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { pruneAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../../../electron/vault/use-cases/key-details.ts';
import { rekeyVault } from '../../../../electron/vault/use-cases/rekey.ts';
import { replaceSecret } from '../../../../electron/vault/use-cases/replace-secret.ts';
import {
  emptyTrash,
  listTrash,
  purgeKey,
  removeKey,
  restoreKey,
  trashMs,
} from '../../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { failure } from '../../../support/failure.ts';
import { recoveryCode, Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const namesOf = async (vault: Vault) => (await listKeys(vault)).apiKeys.map((apiKey) => apiKey.name);

describe('removeKey', () => {
  it('hides the key, frees its name and keeps its rows', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', notes: Buffer.from('n') }, secretOf('one'));
    await removeKey(vault, 'K');
    expect(await namesOf(vault)).toEqual([]);
    await expect(revealSecret(vault, 'k', toTerminal)).rejects.toEqual(failure('key-not-found'));
    await addKey(vault, { name: 'k' }, secretOf('two'));
    expect((await listTrash(vault)).map((apiKey) => apiKey.name)).toEqual(['k']);
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 1, inTrash: 1 });
  });
});

describe('restoreKey', () => {
  it('brings a key back whole', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k', notes: Buffer.from('n') }, secretOf('one'));
    await replaceSecret(vault, 'k', secretOf('two'));
    await removeKey(vault, 'k');
    await restoreKey(vault, 'K');
    expect((await revealSecret(vault, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('two');
    expect((await readDetails(vault, 'k')).notes.toString()).toBe('n');
  });

  it('takes the key that was removed last, and refuses while the name is taken', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    for (const text of ['one', 'two']) {
      await addKey(vault, { name: 'k' }, secretOf(text));
      await removeKey(vault, 'k');
      scratch.now += 1000;
    }
    await restoreKey(vault, 'k');
    expect((await revealSecret(vault, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('two');
    await expect(restoreKey(vault, 'k')).rejects.toEqual(failure('name-taken'));
    await expect(restoreKey(vault, 'other')).rejects.toEqual(failure('key-not-found', { trash: true }));
  });
});

describe('emptyTrash', () => {
  it('takes what was removed ten minutes ago, to the millisecond', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    await removeKey(vault, 'k');
    scratch.now += trashMs - 1;
    expect(await emptyTrash(vault, 'due')).toEqual([]);
    scratch.now += 1;
    expect(await emptyTrash(vault, 'due')).toEqual(['k']);
    expect(await listTrash(vault)).toEqual([]);
  });

  it('keeps what was removed before the clock was set back', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    await removeKey(vault, 'k');
    scratch.now -= 10 * 365 * 86_400_000;
    expect(await emptyTrash(vault, 'due')).toEqual([]);
    expect(await emptyTrash(vault, 'all')).toEqual(['k']);
  });

  it('takes the unlocked vault', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    await removeKey(vault, 'k');
    const locked = await scratch.open(['index']);
    await expect(emptyTrash(locked, 'all')).rejects.toEqual(failure('vault-locked'));
    expect(await listTrash(vault)).toHaveLength(1);
  });
});

/** Every run of 16 bytes of the rows of one key, as they are now, as hex. */
function windowsOf(scratch: Scratch, id: Buffer): string[] {
  return scratch.edit((file) => {
    const rows = ['api_key WHERE id', 'secret WHERE api_key_id', 'details WHERE api_key_id'].flatMap((where) =>
      file.prepare(`SELECT sealed FROM ${where} = ?`).all(id),
    );
    return rows.flatMap((row) => {
      const sealed = Buffer.from(row.sealed as Uint8Array);
      return Array.from({ length: sealed.length - 15 }, (_, at) => sealed.toString('hex', at, at + 16));
    });
  });
}

/** Every run of 16 bytes in any file of the vault's folder, at every offset. */
function windowsOfFolder(scratch: Scratch): Set<string> {
  const folder = dirname(scratch.path);
  const windows = new Set<string>();
  for (const name of readdirSync(folder)) {
    const hex = readFileSync(join(folder, name)).toString('hex');
    for (let at = 0; at + 32 <= hex.length; at += 2) windows.add(hex.slice(at, at + 32));
  }
  return windows;
}

// Small rows share a page with others, large ones fill overflow pages of their own.
const sizes = [1, 1000, 5000, 40_000];

describe('a removed key', () => {
  it.each(sizes)('of %i bytes is nowhere in the folder once the trash is empty (K7)', async (size) => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    for (let at = 0; at < 20; at += 1) await addKey(vault, { name: `other ${at}` }, secretOf('x'.repeat(1 + 50 * at)));
    const text = () => randomBytes(size).toString('hex').slice(0, size);
    const { id } = await addKey(
      vault,
      { name: 'victim', notes: Buffer.from(text().slice(0, 30_000)) },
      secretOf(text()),
    );
    // Every form that its rows ever had, not only the last.
    const seen = windowsOf(scratch, id);
    await replaceSecret(vault, 'victim', secretOf(text()));
    seen.push(...windowsOf(scratch, id));
    await editKey(vault, 'victim', { policy: { askBeforeUse: true }, notes: Buffer.from('less') });
    seen.push(...windowsOf(scratch, id));
    await removeKey(vault, 'victim');
    seen.push(...windowsOf(scratch, id));
    expect(windowsOfFolder(scratch).has(seen.at(-1)!)).toBe(true);
    await emptyTrash(vault, 'all');
    const left = windowsOfFolder(scratch);
    expect(seen.filter((window) => left.has(window))).toEqual([]);
    expect(left.has(id.toString('hex'))).toBe(false);
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 20 });
  });

  it('is nowhere in the folder when it is purged past the trash (K7)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const { id } = await addKey(vault, { name: 'victim' }, secretOf('x'.repeat(9000)));
    const seen = windowsOf(scratch, id);
    await purgeKey(vault, 'victim');
    const left = windowsOfFolder(scratch);
    expect(seen.filter((window) => left.has(window))).toEqual([]);
  });

  it('leaves nothing of its old form in the folder when the vault is re-keyed (K10)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const { id } = await addKey(vault, { name: 'k' }, secretOf('x'.repeat(3000)));
    const seen = windowsOf(scratch, id);
    await rekeyVault(vault, { credentials: { recoveryCode }, drop: new Set(), dropDamaged: false });
    const left = windowsOfFolder(scratch);
    expect(seen.filter((window) => left.has(window))).toEqual([]);
  });
});

describe('pruneAuditLog', () => {
  it('leaves nothing of the events in the folder (K7)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    const rows = scratch.edit((file) => file.prepare('SELECT sealed FROM event').all());
    const nonces = rows.map((row) => Buffer.from(row.sealed as Uint8Array).toString('hex', 1, 17));
    await pruneAuditLog(vault, scratch.now + 1);
    const left = windowsOfFolder(scratch);
    expect(nonces.filter((window) => left.has(window))).toEqual([]);
  });
});
