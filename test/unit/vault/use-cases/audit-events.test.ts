/** K6: every path leaves exactly these events, and what is refused leaves none. */
import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { pruneAuditLog, readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { backUpKeys } from '../../../../electron/vault/use-cases/back-up.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { copySecretAs, ofHeaders, printHeaders, revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../../electron/vault/use-cases/edit-key.ts';
import { findKey, listKeys } from '../../../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../../../electron/vault/use-cases/key-details.ts';
import { changePin, removePin, setPin } from '../../../../electron/vault/use-cases/pin.ts';
import { rekeyVault } from '../../../../electron/vault/use-cases/rekey.ts';
import { replaceSecret, stepBack } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { previewRestore, restoreBackup } from '../../../../electron/vault/use-cases/restore-backup.ts';
import { addSlot, recoverVault, removeSlot } from '../../../../electron/vault/use-cases/slots.ts';
import {
  emptyTrash,
  listTrash,
  purgeKey,
  removeKey,
  restoreKey,
  trashMs,
} from '../../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { KeybearerError } from '../../../../shared/errors.ts';
import { failure } from '../../../support/failure.ts';
import { both, passphrase, pin, recoveryCode, Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';
import { wholeKey } from '../../../support/whole-keys.ts';

const asked = { destination: '/usr/bin/curl', confirm: async () => true };
const refused = { destination: '/usr/bin/curl', confirm: async () => false };
const policy = { headers: ['X-A: {secret}'], origins: ['https://api.example.com'] };
const plan = { credentials: { recoveryCode }, drop: new Set<string>(), dropDamaged: false };
const backup = { destination: 'keys.age', skipAsking: false, dropDamaged: false, confirm: async () => true };
const otherPin = Buffer.from('another long pin');

/** A vault with a keychain slot and a recovery slot, and with a key that has a header, notes and a previous secret. */
async function vaultWithKey(scratch: Scratch): Promise<Vault> {
  const vault = await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode } });
  await addKey(vault, { name: 'k', policy, notes: Buffer.from('n') }, secretOf('first'));
  await replaceSecret(vault, 'k', secretOf('second'));
  return vault;
}

type Expected = readonly (readonly [action: string, keyName: string | null, destination: string | null])[];
const about = (...actions: string[]): Expected => actions.map((action) => [action, 'k', null]);

interface Path {
  readonly what: string;
  readonly before?: (vault: Vault, scratch: Scratch) => Promise<unknown>;
  readonly run: (vault: Vault, scratch: Scratch) => Promise<unknown>;
  readonly leaves: Expected;
}

const paths: Path[] = [
  {
    what: 'addKey',
    run: (vault) => addKey(vault, { name: 'new' }, secretOf('x')),
    leaves: [['key-added', 'new', null]],
  },
  { what: 'editKey', run: (vault) => editKey(vault, 'k', { account: 'a' }), leaves: about('key-edited') },
  { what: 'editKey of nothing', run: (vault) => editKey(vault, 'k', {}), leaves: about('key-edited') },
  {
    what: 'editKey of notes',
    run: (vault) => editKey(vault, 'k', { notes: Buffer.from('m') }),
    leaves: about('key-edited'),
  },
  {
    what: 'editKey of the name',
    run: (vault) => editKey(vault, 'k', { name: 'renamed' }),
    leaves: [['key-edited', 'renamed', null]],
  },
  {
    what: 'editKey of the policy',
    run: (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } }),
    leaves: about('policy-changed'),
  },
  {
    what: 'editKey of the policy to what it was',
    run: (vault) => editKey(vault, 'k', { policy }),
    leaves: about('key-edited'),
  },
  { what: 'replaceSecret', run: (vault) => replaceSecret(vault, 'k', secretOf('x')), leaves: about('secret-replaced') },
  {
    what: 'replaceSecret with another policy',
    run: (vault) => replaceSecret(vault, 'k', secretOf('x'), { policy: { askBeforeUse: true } }),
    leaves: about('secret-replaced', 'policy-changed'),
  },
  { what: 'stepBack', run: (vault) => stepBack(vault, 'k'), leaves: about('secret-stepped-back') },
  { what: 'removeKey', run: (vault) => removeKey(vault, 'k'), leaves: about('key-removed') },
  {
    what: 'restoreKey',
    before: (vault) => removeKey(vault, 'k'),
    run: (vault) => restoreKey(vault, 'k'),
    leaves: about('key-restored'),
  },
  { what: 'purgeKey', run: (vault) => purgeKey(vault, 'k'), leaves: about('key-purged') },
  {
    what: 'emptyTrash, once for each key',
    before: async (vault) => {
      await addKey(vault, { name: 'l' }, secretOf('x'));
      await removeKey(vault, 'k');
      await removeKey(vault, 'l');
    },
    run: (vault) => emptyTrash(vault, 'all'),
    leaves: [
      ['key-purged', 'k', null],
      ['key-purged', 'l', null],
    ],
  },
  {
    what: 'emptyTrash of what is due',
    before: async (vault, scratch) => {
      await removeKey(vault, 'k');
      scratch.now += trashMs;
    },
    run: (vault) => emptyTrash(vault, 'due'),
    leaves: about('key-purged'),
  },
  { what: 'emptyTrash of nothing', run: (vault) => emptyTrash(vault, 'all'), leaves: [] },
  {
    what: 'emptyTrash of nothing that is due',
    before: (vault) => removeKey(vault, 'k'),
    run: (vault) => emptyTrash(vault, 'due'),
    leaves: [],
  },
  {
    what: 'revealSecret',
    run: (vault) => revealSecret(vault, 'k', toTerminal),
    leaves: [['secret-revealed', 'k', 'terminal']],
  },
  {
    what: 'printHeaders',
    run: (vault) => printHeaders(vault, 'k', asked),
    leaves: [['header-printed', 'k', '/usr/bin/curl']],
  },
  {
    what: 'copySecretAs',
    run: (vault) => copySecretAs(vault, 'k', asked, () => undefined),
    leaves: [['secret-copied', 'k', '/usr/bin/curl']],
  },
  {
    what: 'copySecretAs that the user refused',
    before: (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } }),
    run: (vault) => expect(copySecretAs(vault, 'k', refused, () => undefined)).rejects.toEqual(failure('cancelled')),
    leaves: [['delivery-denied', 'k', '/usr/bin/curl']],
  },
  {
    what: 'revealSecret that the user agreed to',
    before: (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } }),
    run: (vault) => revealSecret(vault, 'k', asked),
    leaves: [['secret-revealed', 'k', '/usr/bin/curl']],
  },
  {
    what: 'revealSecret that the user refused',
    before: (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } }),
    run: (vault) => expect(revealSecret(vault, 'k', refused)).rejects.toEqual(failure('cancelled')),
    leaves: [['delivery-denied', 'k', '/usr/bin/curl']],
  },
  { what: 'lock', run: (vault) => vault.lock(), leaves: [['vault-locked', null, null]] },
  { what: 'unlock', run: (vault) => vault.unlock(both, { recoveryCode }), leaves: [] },
  {
    what: 'unlock with a wrong code',
    run: (vault) =>
      expect(vault.unlock(both, { recoveryCode: Buffer.alloc(16) })).rejects.toEqual(failure('wrong-recovery-code')),
    leaves: [['unlock-denied', null, 'wrong-recovery-code']],
  },
  {
    what: 'unlock with a wrong PIN',
    before: (vault) => setPin(vault, pin),
    run: (vault) => expect(vault.unlock(both, { pin: otherPin })).rejects.toEqual(failure('wrong-pin')),
    leaves: [['unlock-denied', null, 'wrong-pin']],
  },
  {
    what: 'addSlot',
    run: (vault) => addSlot(vault, 'passphrase', { passphrase }),
    leaves: [['slot-added', null, 'passphrase']],
  },
  {
    what: 'removeSlot',
    run: async (vault) => removeSlot(vault, (await vault.slots())[1]!.id.toString('hex')),
    leaves: [['slot-removed', null, 'recovery']],
  },
  {
    what: 'recoverVault',
    run: (vault) => recoverVault(vault, 'passphrase', { passphrase }),
    leaves: [['vault-recovered', null, 'passphrase']],
  },
  { what: 'setPin', run: (vault) => setPin(vault, pin), leaves: [['pin-set', null, null]] },
  {
    what: 'changePin',
    before: (vault) => setPin(vault, pin),
    run: (vault) => changePin(vault, otherPin),
    leaves: [['pin-changed', null, null]],
  },
  {
    what: 'removePin',
    before: (vault) => setPin(vault, pin),
    run: (vault) => removePin(vault),
    leaves: [['pin-removed', null, null]],
  },
  { what: 'rekeyVault', run: (vault) => rekeyVault(vault, plan), leaves: [['vault-rekeyed', null, null]] },
  {
    what: 'pruneAuditLog',
    run: async (vault, scratch) => {
      scratch.now += 1000;
      await pruneAuditLog(vault, scratch.now);
    },
    leaves: [['audit-pruned', null, '3 events']],
  },
  { what: 'pruneAuditLog of nothing', run: (vault) => pruneAuditLog(vault, 0), leaves: [] },
  {
    what: 'backUpKeys',
    run: (vault) => backUpKeys(vault, backup, () => undefined),
    leaves: [['vault-backed-up', null, 'keys.age']],
  },
  {
    what: 'backUpKeys, refused',
    before: (vault) => editKey(vault, 'k', { policy: { askBeforeUse: true } }),
    run: (vault) =>
      expect(backUpKeys(vault, { ...backup, ...refused }, () => undefined)).rejects.toEqual(failure('cancelled')),
    leaves: [['delivery-denied', 'k', '/usr/bin/curl']],
  },
  {
    what: 'restoreBackup',
    run: async (vault) => {
      const incoming = [wholeKey('K', 'other'), wholeKey('l')];
      await restoreBackup(vault, await previewRestore(vault, incoming, 'replace'));
    },
    leaves: [
      ['key-removed', 'k', null],
      ['key-added-from-backup', 'K', null],
      ['key-added-from-backup', 'l', null],
    ],
  },
  {
    what: 'previewRestore',
    run: (vault) => previewRestore(vault, [wholeKey('k')], 'replace'),
    leaves: [],
  },
  { what: 'listKeys', run: listKeys, leaves: [] },
  { what: 'listTrash', run: listTrash, leaves: [] },
  { what: 'findKey', run: (vault) => findKey(vault, 'k'), leaves: [] },
  { what: 'readDetails', run: (vault) => readDetails(vault, 'k'), leaves: [] },
  { what: 'readAuditLog', run: readAuditLog, leaves: [] },
  { what: 'checkVault', run: checkVault, leaves: [] },
];

const failing: [string, (vault: Vault) => Promise<unknown>][] = [
  ['addKey with a taken name', (vault) => addKey(vault, { name: 'K' }, secretOf('x'))],
  ['addKey with an unfit secret', (vault) => addKey(vault, { name: 'new', policy }, secretOf('a\nb'))],
  ['addKey with a wrong origin', (vault) => addKey(vault, { name: 'new', policy: { origins: ['*'] } }, secretOf('x'))],
  ['editKey to an unfit policy', (vault) => editKey(vault, 'k', { policy: { headers: ['X-A: {other}'] } })],
  ['editKey of a key that is not there', (vault) => editKey(vault, 'no', {})],
  ['replaceSecret with an unfit secret', (vault) => replaceSecret(vault, 'k', secretOf('a\nb'))],
  ['replaceSecret with nothing', (vault) => replaceSecret(vault, 'k', secretOf(''))],
  ['removeKey of a key that is not there', (vault) => removeKey(vault, 'no')],
  ['restoreKey of a key that is not there', (vault) => restoreKey(vault, 'k')],
  ['revealSecret of a key that is not there', (vault) => revealSecret(vault, 'no', toTerminal)],
  ['revealSecret of a part that is not there', (vault) => revealSecret(vault, 'k', { ...toTerminal, part: 'no' })],
  ['copySecretAs of a key that is not there', (vault) => copySecretAs(vault, 'no', toTerminal, () => undefined)],
  [
    'copySecretAs of headers that cannot be had',
    async (vault) => {
      const refuse = ofHeaders(() => {
        throw new KeybearerError('no-header');
      });
      return copySecretAs(vault, 'k', toTerminal, refuse);
    },
  ],
  ['removeSlot of none', (vault) => removeSlot(vault, 'ffff')],
  ['changePin without one', (vault) => changePin(vault, pin)],
  ['rekeyVault without the new code', (vault) => rekeyVault(vault, { ...plan, credentials: {} })],
  ['addSlot without a passphrase', (vault) => addSlot(vault, 'passphrase', {})],
];

describe('the audit log', () => {
  it.each(paths)('gets from $what exactly its events (K6)', async ({ before, run, leaves }) => {
    const scratch = new Scratch();
    const vault = await vaultWithKey(scratch);
    await before?.(vault, scratch);
    const { lastSeq } = await readAuditLog(vault);
    const id = (await listKeys(vault)).apiKeys.find((apiKey) => apiKey.name === 'k')?.id.toString('hex');
    await run(vault, scratch);
    const log = await readAuditLog(vault);
    const left = log.events.filter((event) => event.seq > lastSeq);
    expect(left.map((event) => [event.action, event.keyName, event.destination])).toEqual(leaves);
    expect(log).toMatchObject({ brokenAt: null, lastSeq: lastSeq + leaves.length });
    for (const event of left) {
      expect(event).toMatchObject({ at: scratch.now, surface: 'cli', pid: 4711, executable: 'test' });
      if (event.keyName === null) expect(event.keyId).toBeNull();
      else if (id !== undefined && ['k', 'renamed'].includes(event.keyName)) expect(event.keyId).toBe(id);
    }
  });

  it.each(failing)('gets nothing from %s (K6)', async (_what, run) => {
    const vault = await vaultWithKey(new Scratch());
    const before = await readAuditLog(vault);
    await expect(run(vault)).rejects.toHaveProperty('code');
    expect(await readAuditLog(vault)).toEqual(before);
  });

  it('begins with the creation of the vault, and names the slots (K6)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({
      kinds: ['keychain', 'passphrase', 'recovery'],
      credentials: { passphrase, recoveryCode },
    });
    expect((await readAuditLog(vault)).events).toMatchObject([
      { seq: 1, action: 'vault-created', destination: 'keychain, passphrase, recovery' },
    ]);
  });

  it('never holds anything of a secret, its length or its characters', async () => {
    const vault = await vaultWithKey(new Scratch());
    const sentinel = 'zq7sentinel';
    await addKey(vault, { name: 'new', notes: Buffer.from(`note ${sentinel}`) }, secretOf(sentinel));
    await revealSecret(vault, 'new', toTerminal);
    await replaceSecret(vault, 'new', secretOf(`${sentinel}2`));
    await stepBack(vault, 'new');
    expect(JSON.stringify(await readAuditLog(vault))).not.toContain('sentinel');
  });
});
