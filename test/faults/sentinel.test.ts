/**
 * K3: sentinels in place of every secret go through every use case and every refusal, and are then looked for in every
 * file, in every error, and in what the system shows of the process. test/cli/environment.test.ts does so for the command.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptAge, encryptAge } from '../../electron/backup/age.ts';
import { decodeBackup } from '../../electron/backup/decode.ts';
import { encodeBackup } from '../../electron/backup/encode.ts';
import { NewFile } from '../../electron/backup/new-file.ts';
import { checkRecipient, parseIdentities } from '../../electron/backup/recipients.ts';
import { copyForm } from '../../electron/delivery/copied.ts';
import { formatRecoveryCode, newRecoveryCode } from '../../electron/protectors/recovery-code.ts';
import type { Side } from '../../electron/vault/ports.ts';
import { plainSecret } from '../../electron/vault/secret.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { backUpKeys } from '../../electron/vault/use-cases/back-up.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { copySecretAs, printHeaders, revealSecret } from '../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../electron/vault/use-cases/key-details.ts';
import { changePin, removePin, setPin } from '../../electron/vault/use-cases/pin.ts';
import { rekeyVault } from '../../electron/vault/use-cases/rekey.ts';
import { replaceSecret, stepBack } from '../../electron/vault/use-cases/replace-secret.ts';
import { previewRestore, restoreBackup } from '../../electron/vault/use-cases/restore-backup.ts';
import { addSlot, recoverVault } from '../../electron/vault/use-cases/slots.ts';
import { emptyTrash, purgeKey, removeKey, restoreKey } from '../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import { leaveHotJournal } from '../support/hot-journal.ts';
import { formsOf, type Sentinel, SentinelSearch } from '../support/sentinel-search.ts';
import { createVaultIn, homeAt, openVaultIn, type TestHome } from '../support/test-vault.ts';
import { headerTemplate } from '../support/vault-operation.ts';
import { wholeKey } from '../support/whole-keys.ts';

const names = [
  'secret',
  'newer secret',
  'part of a secret',
  'notes',
  'renewal steps',
  'place of use',
  'pin',
  'newer pin',
  'wrong pin',
  'passphrase',
  'wrong passphrase',
] as const;
const sentinels = Object.fromEntries(names.map((name) => [name, textSentinel(name)])) as Record<
  (typeof names)[number],
  Buffer
>;
const recoveryCode = newRecoveryCode();
const wrongRecoveryCode = newRecoveryCode();
const delivery = { destination: 'terminal', confirm: async () => true };
const both: readonly Side[] = ['index', 'secret'];

const root = mkdtempSync(join(tmpdir(), 'keybearer-fault-'));
const home: TestHome = homeAt(root);
const usualTemp = process.env.TMPDIR;

beforeAll(() => {
  process.env.TMPDIR = join(root, 'temp');
  mkdirSync(process.env.TMPDIR);
});
afterAll(() => {
  if (usualTemp === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usualTemp;
  rmSync(root, { recursive: true, force: true });
});

function textSentinel(name: string): Buffer {
  return Buffer.from(`Sentinel${newRecoveryCode().toString('hex')}${name.replaceAll(' ', '')}`);
}

function everySentinel(): Sentinel[] {
  const codes = [recoveryCode, wrongRecoveryCode].flatMap((code) => [
    code,
    Buffer.from(formatRecoveryCode(code)),
    Buffer.from(formatRecoveryCode(code).replaceAll('-', '')),
  ]);
  return [
    ...Object.entries(sentinels).map(([what, bytes]) => ({ what, bytes })),
    ...codes.map((bytes) => ({ what: 'recovery code', bytes })),
  ];
}

/** A copy, as every use case may wipe what it is given. */
function given(name: keyof typeof sentinels): Buffer {
  return Buffer.from(sentinels[name]);
}

/** The vault's own keys, which are secrets as much. */
async function vaultKeys(vault: Vault): Promise<Sentinel[]> {
  const keys = await Promise.all(both.map((side) => vault.parts.holder.exportForSlot(side)));
  return keys.map((bytes, at) => ({ what: `${both[at]} key`, bytes: Buffer.from(bytes) }));
}

/** Every use case, with sentinels for secrets. @returns the keys that the vault had meanwhile. */
async function useEverything(): Promise<Sentinel[]> {
  const credentials = { passphrase: given('passphrase'), recoveryCode };
  const vault = await createVaultIn(home, { kinds: ['keychain', 'passphrase', 'recovery'], credentials });
  const keys = await vaultKeys(vault);
  const policy = { headers: [headerTemplate], origins: ['https://api.example'] };
  const details = {
    notes: given('notes'),
    renewal: given('renewal steps'),
    places: [given('place of use').toString()],
  };
  await addKey(vault, { name: 'plain', policy, ...details }, plainSecret(given('secret')));
  const parts = [
    { name: 'app', bytes: given('part of a secret') },
    { name: 'api', bytes: given('secret') },
  ];
  await addKey(vault, { name: 'parts', policy: { headers: ['A: {app}', 'B: {base64:{app}:{api}}'] } }, parts);
  await addKey(
    vault,
    { name: 'file' },
    plainSecret(Buffer.concat([given('secret'), Buffer.from('\n'), given('notes')])),
  );
  await replaceSecret(vault, 'plain', plainSecret(given('newer secret')));
  await stepBack(vault, 'plain');
  await editKey(vault, 'plain', { policy: { origins: ['https://other.example'] }, notes: given('notes') });
  await readDetails(vault, 'plain');
  for (const name of ['plain', 'parts']) await printHeaders(vault, name, delivery);
  for (const name of ['plain', 'parts', 'file']) await revealSecret(vault, name, delivery);
  for (const name of ['plain', 'parts']) await copySecretAs(vault, name, delivery, copyForm('line'));
  await copySecretAs(vault, 'file', delivery, copyForm('raw'));
  await backUpAndRestore(vault);
  await removeKey(vault, 'plain');
  await restoreKey(vault, 'plain');
  await removeKey(vault, 'parts');
  await emptyTrash(vault, 'all');
  await purgeKey(vault, 'file');
  await setPin(vault, given('pin'));
  await changePin(vault, given('newer pin'));
  const code = {
    credentials: { pin: given('newer pin'), ...credentials },
    drop: new Set<string>(),
    dropDamaged: false,
  };
  await rekeyVault(vault, code);
  keys.push(...(await vaultKeys(vault)));
  await removePin(vault);
  await addSlot(vault, 'keychain', {});
  await recoverVault(vault, 'keychain', { pin: given('pin') });
  await vault.lock();
  await vault.unlock(both, { pin: given('pin') });
  await listKeys(vault);
  await checkVault(vault);
  await readAuditLog(vault);
  await vault.close();
  return keys;
}

/** Into files of both kinds, and back over keys that have changed since. */
async function backUpAndRestore(vault: Vault): Promise<void> {
  const { formed } = await backUpKeys(vault, { ...delivery, skipAsking: false, dropDamaged: false }, (keys) =>
    encodeBackup(keys, 0),
  );
  const keys = [{ passphrase: given('passphrase') }, { recipients: [recipient] }];
  for (const [at, to] of keys.entries()) {
    const file = await encryptAge(formed, to, { armored: at === 0, workFactor: 2 });
    new NewFile(join(root, `${at}.age`)).finish(file);
  }
  await editKey(vault, 'plain', { account: 'somebody' });
  const file = readFileSync(join(root, '0.age'));
  const incoming = decodeBackup(await decryptAge(file, { passphrase: given('passphrase') }));
  for (const choice of ['replace', 'keep-both'] as const)
    await restoreBackup(vault, await previewRestore(vault, incoming, choice));
  await purgeKey(vault, 'parts');
  await restoreBackup(vault, await previewRestore(vault, incoming, 'skip'));
}

const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

/** Backups that are refused, and keys to them. */
function backupRefusals(): [string, () => Promise<unknown>][] {
  const secret = sentinels.secret.toString();
  const key = { ...JSON.parse(encodeBackup([wholeKey('one', secret)], 0).toString()).keys[0] };
  const document = (ofKey: object) =>
    Buffer.from(
      JSON.stringify({ format: 'keybearer-backup', version: 1, createdAt: '2026-03-01T00:00:00Z', keys: [ofKey] }),
    );
  const file = () => readFileSync(join(root, '0.age'));
  return [
    ['no JSON', async () => decodeBackup(given('secret'))],
    ['JSON that is cut off', async () => decodeBackup(document(key).subarray(0, -10))],
    ['a secret where a part is expected', async () => decodeBackup(document({ ...key, secret }))],
    ['a secret as an id', async () => decodeBackup(document({ ...key, id: secret }))],
    ['a secret as a part name', async () => decodeBackup(document({ ...key, secret: { [`${secret}!`]: 5 } }))],
    ['a secret with a line break', async () => decodeBackup(document({ ...key, secret: { secret: `${secret}\n` } }))],
    ['a secret as a recipient', async () => checkRecipient(secret)],
    ['a secret in an identity file', async () => parseIdentities(given('secret'))],
    ['a wrong passphrase of a backup', () => decryptAge(file(), { passphrase: given('wrong passphrase') })],
    ['a secret in place of a backup', () => decryptAge(given('secret'), { passphrase: given('passphrase') })],
  ];
}

/** Whatever can be refused while somebody's secret is at hand. */
function refusals(vault: Vault): [string, () => Promise<unknown>][] {
  const secret = sentinels.secret.toString();
  const add = (fields: object, text: string | Buffer = secret) =>
    addKey(vault, { name: 'new', ...fields }, plainSecret(Buffer.from(text)));
  const policy = { headers: [headerTemplate] };
  return [
    ['a name that is taken', () => add({ name: 'plain' })],
    ['a secret that is too long', () => add({}, secret.repeat(2000))],
    ['a secret with NUL', () => add({}, `${secret}\0`)],
    ['a secret that is not UTF-8', () => add({}, Buffer.concat([given('secret'), Buffer.of(0xff)]))],
    ['a secret with a line break for a header', () => add({ policy }, `${secret}\r\n${secret}`)],
    ['a secret outside Latin-1 for a header', () => add({ policy }, `${secret}\u{1f511}`)],
    ['a part that is missing', () => add({ policy: { headers: ['A: {other}'] } })],
    ['a secret typed into a header', () => add({ policy: { headers: [`Authorization: Bearer ${secret}`] } })],
    ['a secret typed in place of a header', () => add({ policy: { headers: [secret] } })],
    ['a secret typed into braces', () => add({ policy: { headers: [`A: {${secret}}`] } })],
    [
      'a secret in the user part of an origin',
      () => add({ policy: { origins: [`https://user:${secret}@api.example`] } }),
    ],
    ['a secret in the query of an origin', () => add({ policy: { origins: [`https://api.example/?key=${secret}`] } })],
    ['a secret in a page', () => add({ managementUrl: `http://user:${secret}@api.example` })],
    ['a secret as an environment variable', () => add({ envName: `${secret}!` })],
    ['notes that are too long', () => add({ notes: Buffer.from(secret.repeat(1000)) })],
    ['a delivery that is not wanted', () => revealSecret(vault, 'asked', { ...delivery, confirm: async () => false })],
    ['a header of a key without one', () => printHeaders(vault, 'asked', delivery)],
    ['a step back that is not there', () => stepBack(vault, 'asked')],
    ['a replacement that does not fit', () => replaceSecret(vault, 'plain', plainSecret(Buffer.from(`${secret}\n`)))],
    ['a PIN where there is one', () => setPin(vault, given('newer pin'))],
    ['no PIN where there is one', () => addSlot(vault, 'keychain', {})],
    ['a wrong PIN for a slot', () => addSlot(vault, 'keychain', { pin: given('wrong pin') })],
    ['a wrong PIN', () => openWith({ pin: given('wrong pin') })],
    ['a wrong passphrase', () => openWith({ passphrase: given('wrong passphrase') })],
    ['a wrong recovery code', () => openWith({ recoveryCode: wrongRecoveryCode })],
    ['re-keying without the owner', () => rekeyVault(vault, { credentials: {}, drop: new Set(), dropDamaged: false })],
    [
      'creating over it',
      () => createVaultIn(home, { kinds: ['passphrase'], credentials: { passphrase: given('passphrase') } }),
    ],
  ];
}

async function openWith(credentials: Parameters<Vault['unlock']>[1]): Promise<void> {
  const vault = await openVaultIn(home);
  await vault.unlock(both, credentials).finally(() => vault.close());
}

describe('a secret that goes through everything (K3)', () => {
  it('is found in no file, no error, and not in the process', async () => {
    const keys = await useEverything();
    const search = new SentinelSearch([...everySentinel(), ...keys]);
    expect(search.inFolder(root)).toEqual([]);
    const vault = await openVaultIn(home);
    await vault.unlock(both, { pin: given('pin') });
    await addKey(vault, { name: 'asked', policy: { askBeforeUse: true } }, plainSecret(given('secret')));
    for (const [what, refuse] of [...refusals(vault), ...backupRefusals()]) {
      const error = await refuse().then(
        () => undefined,
        (caught: unknown) => caught,
      );
      expect(isKeybearerError(error), `${what}: ${String(error)}`).toBe(true);
      expect(search.inError(what, error)).toEqual([]);
    }
    expect(search.inError('the audit log', await readAuditLog(vault))).toEqual([]);
    expect(search.inError('the check', await checkVault(vault))).toEqual([]);
    await vault.close();
    leaveHotJournal(home);
    expect(search.inFolder(root)).toEqual([]);
    expect(search.inProcess()).toEqual([]);
  });
});

describe('the search', () => {
  const planted = textSentinel('planted');
  const search = new SentinelSearch([{ what: 'planted', bytes: planted }]);
  const folder = join(root, 'planted');

  it.each(formsOf(planted).map(({ form, needle }) => [form, needle] as const))(
    'finds in a file what is %s',
    (form, needle) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'file'), Buffer.concat([Buffer.from('before'), needle, Buffer.from('after')]));
      expect(search.inFolder(folder)).toContain(`planted in ${join(folder, 'file')}, ${form}`);
      rmSync(folder, { recursive: true });
    },
  );

  it('finds base64 of a longer text, wherever in it', () => {
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const text = Buffer.from(`${before}${planted}yz`).toString('base64');
      expect(search.inBytes('text', Buffer.from(text)), before).not.toEqual([]);
    }
  });

  it('finds it in names and links', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${planted}.txt`), '');
    expect(search.inFolder(folder)).not.toEqual([]);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    if (process.platform !== 'win32') symlinkSync(`/${planted}`, join(folder, 'link'));
    else writeFileSync(join(folder, 'link'), planted);
    expect(search.inFolder(folder)).not.toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.each<[string, () => unknown]>([
    ['message', () => new Error(`it is ${planted}`)],
    ['stack', () => Object.assign(new Error('x'), { stack: `at ${planted}` })],
    ['cause', () => new Error('x', { cause: new Error('y', { cause: `${planted}` }) })],
    ['details', () => Object.assign(new Error('x'), { details: { name: planted.toString() } })],
    ['bytes of its details', () => Object.assign(new Error('x'), { details: [{ bytes: planted }] })],
    ['hidden property', () => Object.defineProperty(new Error('x'), 'hidden', { value: planted.toString('hex') })],
    ['property of a symbol', () => Object.assign(new Error('x'), { [Symbol('s')]: planted.toString('base64') })],
    ['map', () => Object.assign(new Error('x'), { map: new Map([['key', planted.toString()]]) })],
  ])("finds it in an error's %s", (_what, make) => {
    expect(search.inError('error', make())).not.toEqual([]);
  });

  it('finds it in the title and the environment of the process', () => {
    const title = process.title;
    process.title = `node ${planted}`;
    expect(search.inProcess()).not.toEqual([]);
    process.title = title;
    expect(search.inProcess()).toEqual([]);
    process.env.KEYBEARER_PLANTED = planted.toString('base64');
    expect(search.inProcess()).not.toEqual([]);
    delete process.env.KEYBEARER_PLANTED;
    expect(search.inProcess()).toEqual([]);
  });
});
