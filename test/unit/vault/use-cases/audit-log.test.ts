/** K6 against somebody without any key; with the index key: forged-index.test.ts. */
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { isWhole, pruneAuditLog, readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { failure } from '../../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

/** A log of eight events: one for the vault, one for the key, six deliveries a second apart. */
async function eightEvents(scratch: Scratch): Promise<Vault> {
  const vault = await scratch.create();
  await addKey(vault, { name: 'k' }, secretOf('x'));
  for (let at = 0; at < 6; at += 1) {
    scratch.now += 1000;
    await revealSecret(vault, 'k', toTerminal);
  }
  return vault;
}

const swap = (one: number, other: number) => (file: DatabaseSync) =>
  file.exec(`UPDATE event SET seq = -1 WHERE seq = ${one}; UPDATE event SET seq = ${one} WHERE seq = ${other};
    UPDATE event SET seq = ${other} WHERE seq = -1`);
const sql = (text: string) => (file: DatabaseSync) => file.exec(text);

const tamperings: [string, (file: DatabaseSync) => void, brokenAt: number][] = [
  ['the first event deleted', sql('DELETE FROM event WHERE seq = 1'), 1],
  ['an event deleted', sql('DELETE FROM event WHERE seq = 4'), 4],
  ['the last event deleted', sql('DELETE FROM event WHERE seq = 8'), 8],
  ['the last three deleted', sql('DELETE FROM event WHERE seq > 5'), 6],
  ['all events deleted', sql('DELETE FROM event'), 1],
  ['an event emptied', sql("UPDATE event SET sealed = x'' WHERE seq = 4"), 4],
  ['an event cut short', sql('UPDATE event SET sealed = substr(sealed, 1, 60) WHERE seq = 4'), 4],
  ['an event lengthened', sql("UPDATE event SET sealed = CAST(sealed || x'00' AS BLOB) WHERE seq = 4"), 4],
  ['two events swapped', swap(4, 5), 4],
  ['the first and the last swapped', swap(1, 8), 1],
  ['events moved up, a gap at the start', sql('UPDATE event SET seq = seq + 100'), 1],
  ['an event renumbered to the end', sql('UPDATE event SET seq = 9 WHERE seq = 4'), 4],
  ['an event copied to the end', sql('INSERT INTO event SELECT 9, sealed FROM event WHERE seq = 8'), 9],
  [
    'an event copied over another',
    sql('UPDATE event SET sealed = (SELECT sealed FROM event WHERE seq = 3) WHERE seq = 4'),
    4,
  ],
  ['an event before the first', sql('INSERT INTO event SELECT 0, sealed FROM event WHERE seq = 1'), 1],
  [
    'an event of a negative number',
    sql('INSERT INTO event SELECT -9223372036854775807, sealed FROM event WHERE seq = 1'),
    1,
  ],
  ['an event far beyond', sql('INSERT INTO event SELECT 9223372036854775807, sealed FROM event WHERE seq = 1'), 9],
];

describe('readAuditLog', () => {
  it('is whole, confirmed to the last event, and in order', async () => {
    const scratch = new Scratch();
    const log = await readAuditLog(await eightEvents(scratch));
    expect(log).toMatchObject({ brokenAt: null, lastSeq: 8, prunedSeq: 0, confirmedSeq: 8 });
    expect(log.events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(isWhole(log)).toBe(true);
  });

  it.each(tamperings)('finds %s (K6)', async (_what, tamper, brokenAt) => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    scratch.edit(tamper);
    const log = await readAuditLog(vault);
    expect(log.brokenAt).toBe(brokenAt);
    expect(isWhole(log)).toBe(false);
    expect((await checkVault(vault)).findings).toEqual([{ code: 'audit-broken', where: 'audit', keyId: null }]);
  });

  it.each(tamperings)('still finds %s after more events (K6)', async (_what, tamper) => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    scratch.edit(tamper);
    // A number that is taken already refuses the next event, and with it the delivery: nothing leaves unlogged.
    const delivered = await revealSecret(vault, 'k', toTerminal).catch((caught) => {
      expect(caught).toEqual(failure('changed-elsewhere'));
    });
    expect(isWhole(await readAuditLog(vault))).toBe(false);
    if (delivered !== undefined) expect(await pruneAuditLog(vault, scratch.now + 1)).toBe(0);
  });

  it.each(['with', 'without'])('finds the log of an older copy %s its head (K6)', async (head) => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    const older = scratch.keepCopy();
    await revealSecret(vault, 'k', toTerminal);
    scratch.edit((file) => {
      file.exec(`ATTACH '${older}' AS older; DELETE FROM event; INSERT INTO event SELECT * FROM older.event`);
      if (head === 'with')
        file.exec(
          "DELETE FROM head WHERE side = 'index'; INSERT INTO head SELECT * FROM older.head WHERE side = 'index'",
        );
    });
    expect(isWhole(await readAuditLog(vault))).toBe(false);
  });

  it('finds an event that was pruned and put back (K6)', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    const older = scratch.keepCopy();
    await pruneAuditLog(vault, scratch.now - 2000);
    scratch.edit((file) =>
      file.exec(`ATTACH '${older}' AS older; INSERT INTO event SELECT * FROM older.event WHERE seq = 5`),
    );
    expect(isWhole(await readAuditLog(vault))).toBe(false);
  });

  it('is not confirmed beyond what the secret key has seen (K6)', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    const locked = await scratch.open(['index']);
    await editKey(locked, 'k', { account: 'a' });
    expect(await readAuditLog(locked)).toMatchObject({ lastSeq: 9, confirmedSeq: null, brokenAt: null });
    expect(await readAuditLog(vault)).toMatchObject({ lastSeq: 9, confirmedSeq: 8 });
    await revealSecret(vault, 'k', toTerminal);
    expect(await readAuditLog(vault)).toMatchObject({ lastSeq: 10, confirmedSeq: 10 });
  });

  it('answers the events that it can read, whatever became of the others', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    scratch.edit((file) => file.exec("UPDATE event SET sealed = x'00' WHERE seq IN (3, 5)"));
    expect((await readAuditLog(vault)).events.map((event) => event.seq)).toEqual([1, 2, 4, 6, 7, 8]);
  });
});

describe('pruneAuditLog', () => {
  it('deletes what is before an instant, and the chain goes on', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    expect(await pruneAuditLog(vault, scratch.now - 2000)).toBe(5);
    const log = await readAuditLog(vault);
    expect(log).toMatchObject({ prunedSeq: 5, lastSeq: 9, confirmedSeq: 9, brokenAt: null });
    expect(log.events.map((event) => event.seq)).toEqual([6, 7, 8, 9]);
    await revealSecret(vault, 'k', toTerminal);
    expect(isWhole(await readAuditLog(await scratch.open()))).toBe(true);
    expect(await pruneAuditLog(vault, scratch.now - 2000)).toBe(0);
  });

  it('can take all of it', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    expect(await pruneAuditLog(vault, scratch.now + 1)).toBe(8);
    expect((await readAuditLog(vault)).events.map(({ seq, action }) => [seq, action])).toEqual([[9, 'audit-pruned']]);
  });

  it('stops at the first event that is not before, though the clock was set back later', async () => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    scratch.now -= 10 * 365 * 86_400_000;
    await revealSecret(vault, 'k', toTerminal);
    expect(await pruneAuditLog(vault, scratch.now + 1)).toBe(0);
  });

  it('takes the secret key: who has the index key alone cannot shorten the log (K6)', async () => {
    const scratch = new Scratch();
    await eightEvents(scratch);
    const locked = await scratch.open(['index']);
    await expect(pruneAuditLog(locked, scratch.now + 1)).rejects.toEqual(failure('vault-locked'));
    expect((await readAuditLog(locked)).events).toHaveLength(8);
  });

  it.each(tamperings.slice(0, 6))('leaves a log with %s as it is', async (_what, tamper) => {
    const scratch = new Scratch();
    const vault = await eightEvents(scratch);
    scratch.edit(tamper);
    const before = scratch.hash();
    expect(await pruneAuditLog(vault, scratch.now + 1)).toBe(0);
    expect(isWhole(await readAuditLog(vault))).toBe(false);
    expect(scratch.hash()).toBe(before);
  });
});
