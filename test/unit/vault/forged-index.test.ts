/** K4 and K6 against somebody with the index key: who can write records and the log, but not open secrets. */
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../electron/vault/api-key.ts';
import { type AuditEvent, auditEvent } from '../../../electron/vault/audit-event.ts';
import { noContext } from '../../../electron/vault/place.ts';
import { seal } from '../../../electron/vault/sealing.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { isWhole, pruneAuditLog, readAuditLog } from '../../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../../electron/vault/use-cases/check-vault.ts';
import { printHeaders, revealSecret } from '../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../electron/vault/use-cases/edit-key.ts';
import { findKey } from '../../../electron/vault/use-cases/find-key.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { nameTag } from '../../../electron/vault/working-keys.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { failure } from '../../support/failure.ts';
import { forge } from '../../support/index-forger.ts';
import { Scratch, secretOf, toTerminal } from '../../support/scratch.ts';

let scratch: Scratch;
let vault: Vault;

beforeEach(async () => {
  scratch = new Scratch();
  vault = await scratch.create();
  const policy = { headers: ['Authorization: Bearer {secret}'], origins: ['https://api.example.com'] };
  await addKey(vault, { name: 'live', policy, notes: Buffer.from('n') }, secretOf('live secret'));
  await addKey(vault, { name: 'test', policy }, secretOf('test secret'));
  await revealSecret(vault, 'live', toTerminal);
  await revealSecret(vault, 'test', toTerminal);
});

const corrupt = failure('record-corrupt', { table: 'secret' });

describe('a forged record', () => {
  it.each([
    ['another origin', { origins: ['https://evil.example'] }],
    ['one origin more', { origins: ['https://api.example.com', 'https://evil.example'] }],
    ['another header', { headers: ['X-Evil: {secret}'] }],
    ['one header more', { headers: ['Authorization: Bearer {secret}', 'X-Evil: 1'] }],
    ['no asking before use', { askBeforeUse: false }],
  ])('with %s does not open the secret (K4)', async (_what, policy) => {
    await editKey(vault, 'live', { policy: { askBeforeUse: true } });
    await forge(vault, ({ writer }) => {
      const record = writer.apiKeyByName('live')!;
      writer.updateApiKey(record, { policy: { ...record.policy, ...policy } });
      writer.finish();
    });
    await expect(revealSecret(vault, 'live', toTerminal)).rejects.toEqual(corrupt);
    await expect(printHeaders(vault, 'live', toTerminal)).rejects.toEqual(corrupt);
    const origins = ['https://next.example'];
    await expect(editKey(vault, 'live', { policy: { askBeforeUse: true, origins } })).rejects.toEqual(corrupt);
    expect((await revealSecret(vault, 'test', toTerminal)).secret[0]?.bytes.toString()).toBe('test secret');
    const { findings } = await checkVault(vault);
    expect(findings.map(({ code, where }) => [code, where])).toEqual([['record-corrupt', 'secret']]);
  });

  it('with the name of another key does not open the secret (K4)', async () => {
    await forge(vault, ({ writer }) => {
      const live = writer.apiKeyByName('live')!;
      const test = writer.apiKeyByName('test')!;
      const away = writer.updateApiKey(live, { name: 'away' });
      writer.updateApiKey(test, { name: 'live' });
      writer.updateApiKey(away, { name: 'test' });
      writer.finish();
    });
    await expect(revealSecret(vault, 'test', toTerminal)).rejects.toEqual(corrupt);
    await expect(revealSecret(vault, 'live', toTerminal)).rejects.toEqual(corrupt);
    expect((await checkVault(vault)).findings).toHaveLength(2);
  });

  it.each([
    ['under the tag of another name', { name: 'other' }, 'live'],
    ['in use that is in the trash', { removedAt: 1 }, 'live'],
    ['in the trash that is in use', {}, null],
  ])('%s answers to no name (K4)', async (_what, said, tagOf) => {
    const id = Buffer.alloc(16, 9);
    await forge(vault, ({ rows, keys, writer }) => {
      const { id: _id, revision: _revision, ...record } = writer.apiKeyByName('live')!;
      const tag = tagOf === null ? null : nameTag(keys, tagOf);
      const place = { table: 'api-key', recordId: id, edition: 0, revision: 1, context: tag ?? noContext } as const;
      const sealed = seal(keys.record, { ...rows.meta(), ...place }, encodeRecord({ ...record, ...said }));
      rows.deleteApiKey(writer.apiKeyByName('live')!.id, 1);
      rows.insertApiKey({ id, revision: 1, nameTag: tag, sealed });
    });
    await expect(revealSecret(vault, 'live', toTerminal)).rejects.toBeInstanceOf(KeybearerError);
    // Found by its tag, a record of another name is not taken for the one that was asked for.
    if (tagOf === 'live' && 'name' in said)
      await expect(findKey(vault, 'live')).rejects.toEqual(failure('record-corrupt'));
    expect((await checkVault(vault)).findings).toContainEqual({
      code: 'record-corrupt',
      where: 'api-key',
      keyId: id.toString('hex'),
    });
  });

  it('of a key that is not there has no secret', async () => {
    await forge(vault, ({ writer }) => {
      const { id: _id, revision: _revision, ...record } = writer.apiKeyByName('live')!;
      writer.insertApiKey(Buffer.alloc(16, 9), { ...record, name: 'planted' });
      writer.finish();
    });
    await expect(revealSecret(vault, 'planted', toTerminal)).rejects.toEqual(failure('secret-not-found'));
    expect((await checkVault(vault)).findings).toEqual([
      { code: 'secret-not-found', where: 'secret', keyId: '09'.repeat(16) },
    ]);
  });

  it('that leaves the secret side behind is found, although the index side fits (K4)', async () => {
    const older = scratch.keepCopy();
    await addKey(vault, { name: 'later' }, secretOf('x'));
    scratch.edit((file) => {
      file.exec(`ATTACH '${older}' AS older; DELETE FROM secret; INSERT INTO secret SELECT * FROM older.secret;
        DELETE FROM head WHERE side = 'secret'; INSERT INTO head SELECT * FROM older.head WHERE side = 'secret'`);
    });
    const other = await scratch.open();
    await expect(revealSecret(other, 'live', toTerminal)).rejects.toEqual(failure('manifest-mismatch'));
    expect((await checkVault(other)).findings[0]).toEqual({ code: 'manifest-mismatch', where: 'secret', keyId: null });
  });
});

const innocent = (count: number): AuditEvent[] =>
  Array.from({ length: count }, (_, at) =>
    auditEvent({ action: 'vault-locked' }, { surface: 'cli', pid: 1, executable: 'forged' }, at),
  );

/** Each leaves an index head that fits the events. */
const forgeries: [string, (vault: Vault) => Promise<void>][] = [
  ['as many other events', (victim) => forge(victim, ({ rewriteLog }) => rewriteLog(innocent(5)))],
  ['fewer events', (victim) => forge(victim, ({ rewriteLog }) => rewriteLog(innocent(2)))],
  ['more events', (victim) => forge(victim, ({ rewriteLog }) => rewriteLog(innocent(9)))],
  ['no events', (victim) => forge(victim, ({ rewriteLog }) => rewriteLog([]))],
  [
    'the last event cut off',
    (victim) =>
      forge(victim, ({ rows, rewriteLog }) => {
        const kept = [...rows.eventsAfter(0)].length - 1;
        rewriteLog(innocent(kept));
      }),
  ],
  [
    'everything up to the confirmed event said to be pruned',
    (victim) =>
      forge(victim, ({ rows, rewriteHead }) => {
        rewriteHead(({ audit }) => ({ pruned: audit }));
        rows.deleteEventsUpTo(5);
      }),
  ],
  [
    'more than was confirmed said to be pruned',
    (victim) =>
      forge(victim, ({ rows, rewriteHead }) => {
        rewriteHead(({ audit }) => {
          const cut = { seq: audit.seq + 1, hash: Buffer.alloc(32, 7) };
          return { audit: cut, pruned: cut };
        });
        rows.deleteEventsUpTo(100);
      }),
  ],
  [
    'a log that begins at another number',
    (victim) =>
      forge(victim, ({ rewriteLog }) => rewriteLog(innocent(3), { pruned: { seq: 50, hash: Buffer.alloc(32, 1) } })),
  ],
];

describe('a forged audit log', () => {
  it.each(forgeries)('of %s is not the one that was confirmed (K6)', async (_what, rewrite) => {
    expect(isWhole(await readAuditLog(vault))).toBe(true);
    await rewrite(vault);
    expect(isWhole(await readAuditLog(vault))).toBe(false);
    expect((await checkVault(vault)).findings.map(({ code }) => code)).toEqual(['audit-broken']);
  });

  it.each(forgeries)('of %s is found after honest events too (K6)', async (_what, rewrite) => {
    await rewrite(vault);
    await revealSecret(vault, 'live', toTerminal);
    await addKey(vault, { name: 'more' }, secretOf('x'));
    const log = await readAuditLog(vault);
    expect(isWhole(log)).toBe(false);
    expect(log.events.at(-1)?.action).toBe('key-added');
    expect(await pruneAuditLog(vault, scratch.now + 1)).toBe(0);
  });

  it('is not told from an honest one above the confirmed event: only the index key vouches for that part (K6)', async () => {
    const confirmed = (await readAuditLog(vault)).confirmedSeq;
    await forge(vault, ({ writer }) => {
      for (const event of innocent(2)) writer.appendEvent(event);
      writer.finish();
    });
    const log = await readAuditLog(vault);
    expect(isWhole(log)).toBe(true);
    expect(log).toMatchObject({ confirmedSeq: confirmed, lastSeq: confirmed! + 2 });
  });
});
