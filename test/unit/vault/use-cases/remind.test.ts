import { describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../../electron/protectors/recovery-code.ts';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { findKey } from '../../../../electron/vault/use-cases/find-key.ts';
import { rekeyVault } from '../../../../electron/vault/use-cases/rekey.ts';
import {
  claimReminders,
  dueReminders,
  type Reminder,
  recordReminders,
  releaseReminders,
  snoozeKey,
  snoozeReminders,
} from '../../../../electron/vault/use-cases/remind.ts';
import { replaceSecret, stepBack } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { removeKey, restoreKey } from '../../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { claimMs } from '../../../../shared/reminder.ts';
import { failure } from '../../../support/failure.ts';
import { pin, recoveryCode, Scratch, secretOf, startAt } from '../../../support/scratch.ts';
import { readVault } from '../independent-reader.ts';

const dayMs = 86_400_000;
const inDays = (days: number) => startAt + days * dayMs;

async function vaultWith(scratch: Scratch, expiries: Record<string, number | null>): Promise<Vault> {
  const vault = await scratch.create();
  for (const [name, expiresAt] of Object.entries(expiries)) await addKey(vault, { name, expiresAt }, secretOf('x'));
  return vault;
}

const said = (reminders: readonly Reminder[]) => reminders.map(({ apiKey, lead }) => [apiKey.name, lead]);

async function claimDue(vault: Vault): Promise<Reminder[]> {
  return claimReminders(vault, (await dueReminders(vault)).reminders);
}

/** Claims and records, as one who shows them does. */
async function remind(vault: Vault): Promise<(string | number)[][]> {
  const reminders = await claimDue(vault);
  await recordReminders(vault, reminders);
  return said(reminders);
}

describe('dueReminders and claimReminders', () => {
  it('answers what is due, the next to expire first, and each but once', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { far: inDays(100), late: inDays(-3), soon: inDays(6), never: null });
    expect(await remind(vault)).toEqual([
      ['late', -1],
      ['soon', 7],
    ]);
    expect(await remind(vault)).toEqual([]);
    scratch.now = inDays(80);
    expect(await remind(vault)).toEqual([
      ['soon', -1],
      ['far', 30],
    ]);
  });

  it('gives one process what it keeps from another for a minute, or until it is given back', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    const other = await scratch.open();
    const reminders = await claimDue(vault);
    expect(await claimDue(other)).toEqual([]);
    await releaseReminders(vault, reminders);
    expect(said(await claimDue(other))).toEqual([['k', 1]]);
    scratch.now += claimMs - 1;
    expect(await claimDue(vault)).toEqual([]);
    scratch.now += 1;
    expect(said(await claimDue(vault))).toEqual([['k', 1]]);
  });

  it('gives each of many that ask at once something else', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { a: inDays(1), b: inDays(2) });
    const others = await Promise.all(Array.from({ length: 5 }, () => scratch.open(['index'])));
    const claims = await Promise.all([vault, ...others].map(claimDue));
    expect(claims.flatMap(said).toSorted()).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });

  it('R4: needs the index key alone, and works behind a PIN', async () => {
    const scratch = new Scratch();
    const created = await scratch.create({ kinds: ['keychain'], credentials: { pin } });
    await addKey(created, { name: 'k', expiresAt: inDays(1) }, secretOf('x'));
    const locked = await scratch.open(['index'], {});
    expect(locked.isUnlocked).toBe(false);
    expect(await remind(locked)).toEqual([['k', 1]]);
    await snoozeKey(locked, 'k', inDays(3));
    expect((await checkVault(created)).findings).toEqual([]);
  });

  it('R4: writes no event, and leaves both manifests whole', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    const before = (await readAuditLog(vault)).events;
    await remind(vault);
    await snoozeKey(vault, 'k', inDays(3));
    await snoozeKey(vault, 'k', null);
    expect((await readAuditLog(vault)).events).toEqual(before);
    expect((await checkVault(vault)).findings).toEqual([]);
    const read = readVault(scratch.path, { recoveryCode: formatRecoveryCode(recoveryCode) });
    expect(read.problems).toEqual([]);
    expect(read.keys[0]?.record.reminders).toEqual({
      expiresAt: inDays(1),
      said: [1],
      snooze: null,
      claimedAt: null,
    });
  });

  it('writes nothing at all while nothing is due', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(100) });
    const before = scratch.hash();
    expect(await remind(vault)).toEqual([]);
    expect(scratch.hash()).toBe(before);
  });

  it('names a damaged record, and reminds of the others', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { a: inDays(1), b: inDays(1) });
    const { id } = await findKey(vault, 'a');
    scratch.edit((file) => {
      const { sealed } = file.prepare('SELECT sealed FROM api_key WHERE id = ?').get(id) as { sealed: Uint8Array };
      sealed[40]! ^= 1;
      file.prepare('UPDATE api_key SET sealed = ? WHERE id = ?').run(sealed, id);
    });
    const { reminders, findings } = await dueReminders(vault);
    expect(said(await claimReminders(vault, reminders))).toEqual([['b', 1]]);
    expect(findings.map(({ code }) => code)).toContain('record-corrupt');
  });

  it('says nothing of a key in the trash, and remembers when it comes back', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    await remind(vault);
    await removeKey(vault, 'k');
    expect(await remind(vault)).toEqual([]);
    await restoreKey(vault, 'k');
    expect(await remind(vault)).toEqual([]);
  });
});

describe('recordReminders', () => {
  it('keeps what another process wrote into the record meanwhile', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    const reminders = await claimDue(vault);
    await editKey(await scratch.open(), 'k', { account: 'theirs' });
    await recordReminders(vault, reminders);
    expect(await findKey(vault, 'k')).toMatchObject({ account: 'theirs', reminders: { said: [1], claimedAt: null } });
  });

  it('does not count as said of an expiry that came meanwhile', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1), gone: inDays(1) });
    const reminders = await claimDue(vault);
    await editKey(vault, 'k', { expiresAt: inDays(2) });
    await removeKey(vault, 'gone');
    await recordReminders(vault, reminders);
    expect(await remind(vault)).toEqual([['k', 3]]);
  });

  it('begins anew with a new secret and its expiry, and again when that is undone', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    await remind(vault);
    await replaceSecret(vault, 'k', secretOf('y'), { expiresAt: inDays(2) });
    expect(await remind(vault)).toEqual([['k', 3]]);
    await stepBack(vault, 'k');
    expect(await remind(vault)).toEqual([['k', 1]]);
  });

  it('lasts over re-keying', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    await remind(vault);
    await rekeyVault(vault, { credentials: { recoveryCode }, drop: new Set(), dropDamaged: false });
    expect(await remind(vault)).toEqual([]);
  });
});

describe('what reminders write', () => {
  it('makes no edit fail that read the key before', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    await editKey(vault, 'k', { policy: { askBeforeUse: true } });
    const other = await scratch.open(['index']);
    const confirm = async () => (await remind(other)).length === 1;
    const { secret } = await revealSecret(vault, 'k', { destination: 'terminal', confirm });
    expect(secret[0]?.bytes.toString()).toBe('x');
    expect(await remind(other)).toEqual([]);
  });
});

describe('snoozeReminders', () => {
  it('silences all of a notification until then, and says once more what is due then', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { a: inDays(2), b: inDays(3) });
    const reminders = await claimDue(vault);
    await recordReminders(vault, reminders);
    await snoozeReminders(vault, reminders, inDays(1));
    expect(await remind(vault)).toEqual([]);
    scratch.now = inDays(1);
    expect(await remind(vault)).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });
});

describe('snoozeKey', () => {
  it('silences one key, and takes it back', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, { k: inDays(1) });
    expect((await snoozeKey(vault, 'K', inDays(5))).reminders?.snooze).toEqual({ at: startAt, until: inDays(5) });
    expect(await remind(vault)).toEqual([]);
    await snoozeKey(vault, 'k', null);
    expect(await remind(vault)).toEqual([['k', 1]]);
  });

  it('refuses a key that does not expire, and one that is not there', async () => {
    const vault = await vaultWith(new Scratch(), { never: null });
    await expect(snoozeKey(vault, 'never', inDays(5))).rejects.toEqual(failure('no-expiry', { name: 'never' }));
    await expect(snoozeKey(vault, 'none', inDays(5))).rejects.toEqual(failure('key-not-found'));
  });
});
