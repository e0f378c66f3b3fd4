import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../../electron/vault/ports.ts';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { isWhole, pruneAuditLog, readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../../../electron/vault/use-cases/find-key.ts';
import { hasPin, setPin } from '../../../../electron/vault/use-cases/pin.ts';
import { type RekeyPlan, rekeyVault } from '../../../../electron/vault/use-cases/rekey.ts';
import { replaceSecret } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { removeKey } from '../../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { failure } from '../../../support/failure.ts';
import { readEverything } from '../../../support/read-everything.ts';
import { both, passphrase, pin, recoveryCode, Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const otherCode = Buffer.alloc(16, 0x77);
const plan = (changes: Partial<RekeyPlan> = {}): RekeyPlan => ({
  credentials: { recoveryCode },
  drop: new Set(),
  dropDamaged: false,
  ...changes,
});

/** Three keys in use and one in the trash, all with notes and a previous secret. */
async function filled(scratch: Scratch, kinds: Parameters<Scratch['create']>[0] = {}): Promise<Vault> {
  const vault = await scratch.create(kinds);
  for (const name of ['alpha', 'bravo', 'charlie', 'trashed']) {
    scratch.now += 1000;
    await addKey(vault, { name, notes: Buffer.from(`notes of ${name}`), account: name }, secretOf(`first of ${name}`));
    await replaceSecret(vault, name, secretOf(`secret of ${name}`));
  }
  await removeKey(vault, 'trashed');
  return vault;
}

const credentialsOf: Record<string, Credentials> = {
  keychain: {},
  passphrase: { passphrase },
  recovery: { recoveryCode },
};

/** Runs `work` after everything was looked at and before it is written. */
function whileSlotsAreMade(vault: Vault, work: () => Promise<unknown>): void {
  const { recovery } = vault.parts.protectors;
  const { protect } = recovery;
  recovery.protect = async (...given) => {
    await work();
    return protect.apply(recovery, given);
  };
}

describe('rekeyVault', () => {
  it('keeps all that the vault holds, and its whole log', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    scratch.now += 1000;
    await pruneAuditLog(vault, scratch.now - 2000);
    const before = await readEverything(vault);
    expect(await rekeyVault(vault, plan())).toEqual([]);
    const after = await readEverything(vault);
    expect(after.keys).toEqual(before.keys);
    expect(after.problems).toEqual([]);
    expect(after.events.slice(0, -1)).toEqual(before.events);
    expect(after.events.at(-1)).toMatchObject({ action: 'vault-rekeyed', destination: null });
    expect(vault.meta.generation).toBe(2);
    expect(isWhole(await readAuditLog(vault))).toBe(true);
  });

  it('goes on: what is done afterwards is done under the new keys', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    await rekeyVault(vault, plan());
    await addKey(vault, { name: 'later' }, secretOf('x'));
    await rekeyVault(vault, plan());
    const reopened = await scratch.open();
    expect(reopened.meta.generation).toBe(3);
    expect((await listKeys(reopened)).apiKeys.map(({ name }) => name)).toEqual(['alpha', 'bravo', 'charlie', 'later']);
    expect((await checkVault(reopened)).findings).toEqual([]);
  });

  it('makes every slot anew, with ids and items of their own', async () => {
    const scratch = new Scratch();
    const credentials = { passphrase, recoveryCode };
    const vault = await filled(scratch, { kinds: ['keychain', 'passphrase', 'recovery'], credentials });
    const before = await vault.slots();
    const itemsBefore = scratch.keychain.items.accounts();
    await rekeyVault(vault, plan({ credentials }));
    const after = await vault.slots();
    expect(after.map((slot) => slot.kind).sort()).toEqual(['keychain', 'passphrase', 'recovery']);
    for (const slot of after) expect(before.some((old) => old.id.equals(slot.id))).toBe(false);
    expect(scratch.keychain.items.accounts()).toHaveLength(1);
    expect(scratch.keychain.items.accounts()).not.toEqual(itemsBefore);
    for (const given of Object.values(credentialsOf))
      await expect(scratch.open(both, given)).resolves.toMatchObject({ isUnlocked: true });
  });

  it('lets an old copy’s slots open nothing of the new file (K10)', async () => {
    const scratch = new Scratch();
    const credentials = { passphrase, recoveryCode };
    const vault = await filled(scratch, { kinds: ['passphrase', 'recovery'], credentials });
    const old = scratch.keepCopy();
    await rekeyVault(vault, plan({ credentials: { passphrase, recoveryCode: otherCode } }));
    await expect(scratch.open(both, { recoveryCode })).rejects.toEqual(failure('wrong-recovery-code'));
    const putBack = (file: DatabaseSync) =>
      file.exec(`ATTACH '${old}' AS old; DELETE FROM slot; INSERT INTO slot SELECT * FROM old.slot`);
    scratch.edit(putBack);
    await expect(scratch.open(both, { recoveryCode })).rejects.toEqual(failure('wrong-recovery-code'));
    await expect(scratch.open(both, { passphrase })).rejects.toEqual(failure('wrong-passphrase'));
    // Nor when the file says that it is of the old generation: the wraps open then, and no row does.
    scratch.edit((file) => file.exec('UPDATE vault SET generation = 1'));
    const opened = await scratch.open(both, { passphrase });
    const { findings, keys } = await checkVault(opened);
    expect(keys).toBe(0);
    expect(findings.filter(({ where }) => where === 'api-key')).toHaveLength(4);
    await expect(revealSecret(opened, 'alpha', toTerminal)).rejects.toHaveProperty('code');
  });

  it('lets a dropped slot open nothing any more (K10)', async () => {
    const scratch = new Scratch();
    const credentials = { passphrase, recoveryCode };
    const vault = await filled(scratch, { kinds: ['keychain', 'passphrase', 'recovery'], credentials });
    const drop = new Set(
      (await vault.slots()).filter(({ kind }) => kind !== 'keychain').map(({ id }) => id.toString('hex')),
    );
    await rekeyVault(vault, plan({ credentials: {}, drop }));
    expect((await vault.slots()).map(({ kind }) => kind)).toEqual(['keychain']);
    await expect(scratch.open(both, { passphrase })).rejects.toEqual(failure('no-slot-fits'));
    await expect(scratch.open(both, { recoveryCode })).rejects.toEqual(failure('no-slot-fits'));
    await expect(scratch.open(both, {})).resolves.toMatchObject({ isUnlocked: true });
  });

  it.each([
    ['passphrase', { recoveryCode }],
    ['recovery', { passphrase }],
  ] as const)('names a %s slot whose owner is not at hand, and changes nothing (K10)', async (kind, given) => {
    const scratch = new Scratch();
    const vault = await filled(scratch, {
      kinds: ['passphrase', 'recovery'],
      credentials: { passphrase, recoveryCode },
    });
    const slot = (await vault.slots()).find((each) => each.kind === kind)!;
    const before = scratch.hash();
    await expect(rekeyVault(vault, plan({ credentials: given }))).rejects.toEqual(
      failure('slot-needs-owner', { slotId: slot.id.toString('hex'), kind }),
    );
    expect(scratch.hash()).toBe(before);
  });

  it('refuses to drop the last slot', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    const drop = new Set((await vault.slots()).map(({ id }) => id.toString('hex')));
    await expect(rekeyVault(vault, plan({ drop }))).rejects.toEqual(failure('last-slot'));
    expect((await readEverything(vault)).problems).toEqual([]);
    expect(vault.meta.generation).toBe(1);
  });

  it.each([
    [
      'a wrong passphrase',
      ['passphrase'],
      { passphrase },
      { passphrase: Buffer.from('not the one in use') },
      'wrong-passphrase',
    ],
    ['a wrong PIN', ['keychain'], { pin }, { pin: Buffer.from('not the one in use') }, 'wrong-pin'],
    ['no PIN', ['keychain'], { pin }, {}, 'pin-needed'],
  ] as const)('refuses %s: a slip of the fingers is no new one', async (_what, kinds, credentials, given, code) => {
    const scratch = new Scratch();
    const vault = await filled(scratch, { kinds, credentials });
    const before = scratch.hash();
    await expect(rekeyVault(vault, plan({ credentials: given }))).rejects.toEqual(failure(code));
    expect(scratch.hash()).toBe(before);
  });

  it('keeps a PIN, and sets none where there was none', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch, { kinds: ['keychain'], credentials: {} });
    await rekeyVault(vault, plan({ credentials: { pin } }));
    expect(await hasPin(vault)).toBe(false);
    await setPin(vault, pin);
    await rekeyVault(vault, plan({ credentials: { pin } }));
    expect(await hasPin(vault)).toBe(true);
    await expect(scratch.open(both, {})).rejects.toEqual(failure('pin-needed'));
    await expect(scratch.open(both, { pin })).resolves.toMatchObject({ isUnlocked: true });
  });

  it.each([false, true])(
    'obeys a lock that comes while it makes the slots, with dropDamaged %s (K9)',
    async (dropDamaged) => {
      const scratch = new Scratch();
      const vault = await filled(scratch);
      const before = await readEverything(vault);
      const other = await scratch.open();
      whileSlotsAreMade(vault, () => other.lock());
      // Without the secret key every secret looks damaged: none may be left behind for that.
      await expect(rekeyVault(vault, plan({ dropDamaged }))).rejects.toEqual(failure('vault-locked'));
      const reopened = await scratch.open();
      expect((await readEverything(reopened)).keys).toEqual(before.keys);
      expect(reopened.meta.generation).toBe(1);
    },
  );

  it('refuses damage that comes while it makes the slots, and leaves it where it is', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    whileSlotsAreMade(vault, async () => scratch.edit((file) => file.exec('UPDATE details SET sealed = zeroblob(93)')));
    await expect(rekeyVault(vault, plan())).rejects.toEqual(failure('record-corrupt', { where: 'details' }));
    expect(scratch.edit((file) => file.prepare('SELECT count(*) AS n FROM details').get())).toEqual({ n: 4 });
    expect((await scratch.open()).meta.generation).toBe(1);
  });

  it('takes slots out that it does not know', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    scratch.edit((file) => file.exec("INSERT INTO slot VALUES (x'00112233445566778899aabbccddeeff', 'kms', 1, '{}')"));
    await expect(rekeyVault(vault, plan())).rejects.toEqual(failure('slot-damaged'));
    await rekeyVault(vault, plan({ dropDamaged: true }));
    expect(scratch.edit((file) => file.prepare('SELECT kind FROM slot').all())).toEqual([{ kind: 'recovery' }]);
  });

  it('refuses when another process has added a key meanwhile, and changes nothing', async () => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    const other = await scratch.open();
    const { holder } = vault.parts;
    const handOut = holder.subkey.bind(holder);
    let added = 0;
    holder.subkey = async (side, purpose, id) => {
      // The second time: the first is the check, before the ids are read for good.
      if (purpose === 'secret/details') added += 1;
      if (added === 5 && purpose === 'secret/details') await addKey(other, { name: 'meanwhile' }, secretOf('x'));
      return handOut(side, purpose, id);
    };
    await expect(rekeyVault(vault, plan())).rejects.toEqual(failure('changed-elsewhere'));
    expect(await checkVault(other)).toMatchObject({ findings: [], keys: 4, inTrash: 1 });
    expect(other.meta.generation).toBe(1);
  });
});

describe('rekeyVault by another process, while a slot is being opened', () => {
  /** As if it came between our look at the slots and our look into the keychain. */
  async function vaultOf(scratch: Scratch): Promise<Vault> {
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    const other = await scratch.open(both, {});
    const { unprotect } = scratch.keychain;
    scratch.keychain.unprotect = async (...given) => {
      scratch.keychain.unprotect = unprotect;
      await rekeyVault(other, plan());
      return unprotect.apply(scratch.keychain, given);
    };
    return vault;
  }

  it('has the vault unlocked by the slot that came instead', async () => {
    const scratch = new Scratch();
    await vaultOf(scratch);
    const opened = await scratch.open(both, {});
    expect(opened).toMatchObject({ isUnlocked: true, meta: { generation: 2 } });
    expect((await checkVault(opened)).findings).toEqual([]);
  });

  it('has another re-keying refused that saw the slots of the new keys before it knew of those', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    const other = await scratch.open(both, {});
    const { slots } = vault;
    vault.slots = async () => {
      vault.slots = slots;
      await rekeyVault(other, plan());
      return slots.apply(vault);
    };
    await expect(rekeyVault(vault, plan())).rejects.toEqual(failure('changed-elsewhere'));
  });

  it('has another re-keying refused as one that was decided on other slots', async () => {
    const vault = await vaultOf(new Scratch());
    await expect(rekeyVault(vault, plan())).rejects.toEqual(failure('changed-elsewhere'));
  });
});

/** What is damaged, and which of the keys cannot be kept, or only in part. */
const damages: [string, (file: DatabaseSync, older: string) => void, Record<string, 'lost' | 'notes' | 'previous'>][] =
  [
    [
      'a record',
      (file) => void file.exec('UPDATE api_key SET sealed = zeroblob(93) WHERE rowid = 2'),
      { bravo: 'lost' },
    ],
    [
      'a current secret',
      (file) =>
        void file.exec(
          'UPDATE secret SET sealed = zeroblob(93) WHERE edition = 0 AND rowid = (SELECT min(rowid) FROM secret WHERE api_key_id = (SELECT id FROM api_key WHERE rowid = 2) AND edition = 0)',
        ),
      { bravo: 'lost' },
    ],
    [
      'a previous secret',
      (file) =>
        void file.exec(
          'UPDATE secret SET sealed = zeroblob(93) WHERE edition = 1 AND api_key_id = (SELECT id FROM api_key WHERE rowid = 2)',
        ),
      { bravo: 'previous' },
    ],
    [
      'notes',
      (file) =>
        void file.exec(
          'UPDATE details SET sealed = zeroblob(93) WHERE api_key_id = (SELECT id FROM api_key WHERE rowid = 2)',
        ),
      { bravo: 'notes' },
    ],
    ['a record that is gone', (file) => void file.exec('DELETE FROM api_key WHERE rowid = 2'), { bravo: 'lost' }],
    [
      'a record with a number beyond all',
      (file) => void file.exec('UPDATE api_key SET revision = 9223372036854775807 WHERE rowid = 2'),
      { bravo: 'lost' },
    ],
    [
      'a record with another id',
      (file) => void file.exec("UPDATE api_key SET id = x'00' WHERE rowid = 2"),
      { bravo: 'lost' },
    ],
    ['an event', (file) => void file.exec('UPDATE event SET sealed = zeroblob(93) WHERE seq = 3'), {}],
    ['an event that is gone', (file) => void file.exec('DELETE FROM event WHERE seq = 3'), {}],
    ['all events', (file) => void file.exec('DELETE FROM event'), {}],
    ['the index head', (file) => void file.exec("UPDATE head SET sealed = zeroblob(93) WHERE side = 'index'"), {}],
    ['the secret head', (file) => void file.exec("UPDATE head SET sealed = zeroblob(93) WHERE side = 'secret'"), {}],
    ['both heads gone', (file) => void file.exec('DELETE FROM head'), {}],
    ['heads with numbers beyond all', (file) => void file.exec('UPDATE head SET revision = 9223372036854775807'), {}],
    [
      'an old secret side',
      (file, older) =>
        void file.exec(
          `ATTACH '${older}' AS older; DELETE FROM head WHERE side = 'secret'; INSERT INTO head SELECT * FROM older.head WHERE side = 'secret'`,
        ),
      {},
    ],
  ];

describe('rekeyVault of a damaged vault', () => {
  it.each(damages)('with %s damaged refuses, and changes nothing (K10)', async (_what, damage) => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    const older = scratch.keepCopy();
    await editKey(vault, 'alpha', { notes: Buffer.from('notes of alpha') });
    scratch.edit((file) => damage(file, older));
    const before = scratch.hash();
    await expect(rekeyVault(vault, plan())).rejects.toHaveProperty('code');
    expect(scratch.hash()).toBe(before);
  });

  it.each(damages)('with %s damaged keeps everything else when it is told to (K10)', async (_what, damage, losses) => {
    const scratch = new Scratch();
    const vault = await filled(scratch);
    const older = scratch.keepCopy();
    await editKey(vault, 'alpha', { notes: Buffer.from('notes of alpha') });
    const sound = await readEverything(vault);
    scratch.edit((file) => damage(file, older));
    const findings = await rekeyVault(vault, plan({ dropDamaged: true }));
    expect(findings.length).toBeGreaterThan(0);
    const after = await readEverything(vault);
    const expected = sound.keys.flatMap((key) => {
      const loss = losses[key.record.name];
      if (loss === 'lost') return [];
      if (loss === 'notes') return [{ ...key, notes: null }];
      if (loss === 'previous')
        return [{ ...key, record: { ...key.record, previous: null }, secrets: { 0: key.secrets[0]! } }];
      return [key];
    });
    expect(after.keys).toEqual(expected);
    expect(after.problems).toEqual([]);
    expect(after.events.at(-1)).toMatchObject({
      action: 'vault-rekeyed',
      destination: `${findings.length} findings left behind`,
    });
    expect(isWhole(await readAuditLog(vault))).toBe(true);
    await addKey(vault, { name: 'next' }, secretOf('x'));
    expect((await checkVault(vault)).findings).toEqual([]);
  });
});
