import { describe, expect, it } from 'vitest';
import type { KeyHolder, Side } from '../../../electron/vault/ports.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../electron/vault/use-cases/audit-log.ts';
import { revealSecret } from '../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../../electron/vault/use-cases/key-details.ts';
import { setPin } from '../../../electron/vault/use-cases/pin.ts';
import { rekeyVault } from '../../../electron/vault/use-cases/rekey.ts';
import { replaceSecret, stepBack } from '../../../electron/vault/use-cases/replace-secret.ts';
import { addSlot } from '../../../electron/vault/use-cases/slots.ts';
import { emptyTrash, removeKey } from '../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { failure } from '../../support/failure.ts';
import { both, passphrase, pin, recoveryCode, Scratch, secretOf, toTerminal } from '../../support/scratch.ts';

const locked = failure('vault-locked');

/** A vault with one key that has notes and a previous secret. */
async function vaultWithKey(scratch: Scratch): Promise<Vault> {
  const vault = await scratch.create();
  await addKey(vault, { name: 'k', notes: Buffer.from('notes') }, secretOf('first'));
  await replaceSecret(vault, 'k', secretOf('second'));
  return vault;
}

/** Everything that takes the secret key. */
const uses: [string, (vault: Vault) => Promise<unknown>][] = [
  ['revealing', (vault) => revealSecret(vault, 'k', toTerminal)],
  ['reading notes', (vault) => readDetails(vault, 'k')],
  ['adding', (vault) => addKey(vault, { name: 'another' }, secretOf('x'))],
  ['replacing', (vault) => replaceSecret(vault, 'k', secretOf('third'))],
  ['stepping back', (vault) => stepBack(vault, 'k')],
  ['changing the policy', (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } })],
  ['changing notes', (vault) => editKey(vault, 'k', { notes: Buffer.from('other') })],
  ['adding a slot', (vault) => addSlot(vault, 'passphrase', { passphrase })],
  ['re-keying', (vault) => rekeyVault(vault, { credentials: { recoveryCode }, drop: new Set(), dropDamaged: false })],
  [
    'emptying the trash',
    async (vault) => {
      await removeKey(vault, 'k');
      await emptyTrash(vault, 'all');
    },
  ],
];

describe('lock', () => {
  it.each(uses)('ends %s (K9)', async (_what, use) => {
    const vault = await vaultWithKey(new Scratch());
    await vault.lock();
    expect(vault.isUnlocked).toBe(false);
    await expect(use(vault)).rejects.toEqual(locked);
  });

  it.each(uses)('ends %s in every other process that has the file open (K9)', async (_what, use) => {
    const scratch = new Scratch();
    const vault = await vaultWithKey(scratch);
    await (await scratch.open()).lock();
    await expect(use(vault)).rejects.toEqual(locked);
    expect(vault.isUnlocked).toBe(false);
  });

  it.each(uses.filter(([what]) => what !== 'emptying the trash'))(
    'ends %s that has its subkeys already (K9)',
    async (_what, use) => {
      const scratch = new Scratch();
      const vault = await vaultWithKey(scratch);
      const other = await scratch.open();
      lockBeforeItIsUsed(vault.parts.holder, () => other.lock());
      await expect(use(vault)).rejects.toEqual(locked);
      expect(vault.isUnlocked).toBe(false);
      const reopened = await scratch.open();
      expect((await revealSecret(reopened, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('second');
    },
  );

  it('leaves names and dates readable', async () => {
    const vault = await vaultWithKey(new Scratch());
    await vault.lock();
    expect((await listKeys(vault)).apiKeys.map((apiKey) => apiKey.name)).toEqual(['k']);
    expect((await readAuditLog(vault)).confirmedSeq).toBeNull();
  });

  it('is undone by unlocking', async () => {
    const scratch = new Scratch();
    const vault = await vaultWithKey(scratch);
    await vault.lock();
    await vault.unlock(both, { recoveryCode });
    expect((await revealSecret(vault, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('second');
  });
});

/** Runs `lock` right after the first subkey of a key's rows was handed out: between deriving and the transaction. */
function lockBeforeItIsUsed(holder: KeyHolder, lock: () => Promise<void>): void {
  const handOut = holder.subkey.bind(holder);
  const exportKey = holder.exportForSlot.bind(holder);
  let isLocked = false;
  const once = async () => {
    if (isLocked) return;
    isLocked = true;
    await lock();
  };
  holder.subkey = async (side: Side, purpose: string, id?: Buffer) => {
    const subkey = await handOut(side, purpose, id);
    if (id !== undefined) await once();
    return subkey;
  };
  holder.exportForSlot = async (side: Side) => {
    const key = await exportKey(side);
    if (side === 'secret') await once();
    return key;
  };
}

describe('unlock', () => {
  it('gives the index side alone to one who asks for it', async () => {
    const scratch = new Scratch();
    await vaultWithKey(scratch);
    const vault = await scratch.open(['index']);
    expect(vault.isUnlocked).toBe(false);
    expect((await listKeys(vault)).apiKeys).toHaveLength(1);
    await expect(revealSecret(vault, 'k', toTerminal)).rejects.toEqual(locked);
  });

  it('obeys a lock that came before it, also when it fails or asks for the index side alone (K9)', async () => {
    const scratch = new Scratch();
    const vault = await vaultWithKey(scratch);
    await (await scratch.open()).lock();
    await vault.unlock(['index'], { recoveryCode });
    expect(vault.isUnlocked).toBe(false);
    await expect(revealSecret(vault, 'k', toTerminal)).rejects.toEqual(locked);

    await vault.unlock(both, { recoveryCode });
    await (await scratch.open()).lock();
    await expect(vault.unlock(both, { recoveryCode: Buffer.alloc(16) })).rejects.toEqual(
      failure('wrong-recovery-code'),
    );
    await expect(revealSecret(vault, 'k', toTerminal)).rejects.toEqual(locked);
  });

  it('drops what belongs to an older generation, and takes the new keys (K10)', async () => {
    const scratch = new Scratch();
    const vault = await vaultWithKey(scratch);
    const other = await scratch.open();
    await rekeyVault(other, { credentials: { recoveryCode }, drop: new Set(), dropDamaged: false });
    await expect(listKeys(vault)).rejects.toEqual(failure('vault-rekeyed'));
    await expect(vault.parts.holder.exportForSlot('index')).rejects.toEqual(locked);
    await expect(vault.parts.holder.exportForSlot('secret')).rejects.toEqual(locked);
    await vault.unlock(both, { recoveryCode });
    expect((await revealSecret(vault, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('second');
  });

  it('tries the next slot of a kind when one is damaged', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    scratch.now += 1000;
    await addSlot(vault, 'recovery', { recoveryCode });
    scratch.edit((file) => file.exec(`UPDATE slot SET body = '{}' WHERE created_at < ${scratch.now}`));
    await expect(scratch.open()).resolves.toMatchObject({ isUnlocked: true });
  });

  it('says that a slot is damaged before it says that a code is wrong', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    scratch.now += 1000;
    await addSlot(vault, 'recovery', { recoveryCode: Buffer.alloc(16, 7) });
    scratch.edit((file) => file.exec(`UPDATE slot SET body = '{}' WHERE created_at < ${scratch.now}`));
    await expect(scratch.open()).rejects.toEqual(failure('slot-damaged'));
  });

  it('refuses a key that is not 32 bytes', async () => {
    const scratch = new Scratch();
    await scratch.create({ kinds: ['keychain'], credentials: { pin } });
    scratch.edit((file) => {
      const { body } = file.prepare('SELECT body FROM slot').get() as { body: string };
      file.prepare('UPDATE slot SET body = ?').run(JSON.stringify({ ...JSON.parse(body), pin: null }));
    });
    await expect(scratch.open(both, {})).rejects.toEqual(failure('slot-damaged'));
  });

  it('writes a wrong PIN into the audit log, once per try (K6)', async () => {
    const scratch = new Scratch();
    const made = await scratch.create({ kinds: ['keychain'], credentials: {} });
    await setPin(made, pin);
    await expect(scratch.open(both, { pin: Buffer.from('another pin') })).rejects.toEqual(failure('wrong-pin'));
    const log = await readAuditLog(made);
    expect(log.events.map((event) => [event.action, event.destination])).toEqual([
      ['vault-created', 'keychain'],
      ['pin-set', null],
      ['unlock-denied', 'wrong-pin'],
    ]);
  });
});
