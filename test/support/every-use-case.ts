/** One operation of every use case that writes, and the vault that each begins with. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVaultIn, type TestHome } from './test-vault.ts';
import { applied, type Model, newModel } from './vault-model.ts';
import { type Operation, perform } from './vault-operation.ts';

const passphrase = 'a passphrase of a test';

/** When each begins; what was before is a moment older. */
export const useCasesAt = Date.UTC(2026, 0, 1);

/** What is there before each: a key with a previous secret, another, one in the trash, and two slots. */
export const beforehand: readonly Operation[] = [
  { kind: 'add', name: 'one', secret: 'first', notes: 'renew it there' },
  { kind: 'replace', name: 'one', secret: 'second' },
  { kind: 'add', name: 'two', secret: 'two', notes: '' },
  { kind: 'add', name: 'gone', secret: 'gone', notes: '' },
  { kind: 'remove', name: 'gone' },
  { kind: 'add-slot', slot: 'passphrase', credentials: { passphrase } },
];
export const pinned: readonly Operation[] = [...beforehand, { kind: 'set-pin', pin: 'a pin of a test' }];

/** As an import brings them: more than fit a page of the file. */
const manyKeys = Array.from({ length: 20 }, (_, at) => ({ name: `new-${at}`, secret: `secret ${at}`, notes: 'n' }));

/** What it is, the operation, and what is done before. */
export type UseCase = [string, Operation, readonly Operation[]];

export const everyUseCase: UseCase[] = [
  ['adding a key', { kind: 'add', name: 'three', secret: 'three', notes: 'n' }, beforehand],
  ['adding a long secret', { kind: 'add', name: 'long', secret: 'x'.repeat(60_000), notes: '' }, beforehand],
  ['adding many keys at once', { kind: 'add-many', keys: manyKeys }, beforehand],
  ['editing', { kind: 'edit', name: 'two', newName: 'another', account: 'somebody' }, beforehand],
  ['changing a policy', { kind: 'set-origin', name: 'one', origin: 'https://api.example' }, beforehand],
  ['replacing a secret', { kind: 'replace', name: 'two', secret: 'x'.repeat(9000) }, beforehand],
  ['stepping back', { kind: 'step-back', name: 'one' }, beforehand],
  ['revealing', { kind: 'reveal', name: 'one' }, beforehand],
  ['printing headers', { kind: 'print', name: 'one' }, beforehand],
  ['removing', { kind: 'remove', name: 'one' }, beforehand],
  ['restoring', { kind: 'restore', name: 'gone' }, beforehand],
  ['backing up', { kind: 'back-up' }, beforehand],
  [
    'restoring a backup',
    { kind: 'restore-backup', names: ['one', 'four', 'five'], secret: 'x'.repeat(5000) },
    beforehand,
  ],
  ['emptying the trash', { kind: 'empty-trash' }, beforehand],
  ['adding a keychain slot', { kind: 'add-slot', slot: 'keychain', credentials: {} }, beforehand],
  [
    'adding a recovery slot',
    { kind: 'add-slot', slot: 'recovery', credentials: { recoveryCode: '11'.repeat(16) } },
    beforehand,
  ],
  ['removing a slot', { kind: 'remove-slot', slot: 'passphrase' }, beforehand],
  ['setting a PIN', { kind: 'set-pin', pin: 'a pin of a test' }, beforehand],
  ['changing the PIN', { kind: 'change-pin', pin: 'another pin' }, pinned],
  ['removing the PIN', { kind: 'remove-pin' }, pinned],
  ['re-keying', { kind: 'rekey', credentials: { passphrase } }, beforehand],
  ['recovering', { kind: 'recover', slot: 'keychain', credentials: {} }, beforehand],
  ['locking', { kind: 'lock', credentials: {} }, beforehand],
  ['pruning the audit log', { kind: 'prune', before: useCasesAt }, beforehand],
];

/** A vault with those operations done, and a way back to it. */
export async function prepareVault(
  home: TestHome,
  operations: readonly Operation[],
): Promise<{ model: Model; putBack: () => void }> {
  for (const folder of [home.folder, home.itemsFolder]) rmSync(folder, { recursive: true, force: true });
  const at = useCasesAt - 1;
  let model = newModel(at);
  const vault = await createVaultIn(home, undefined, () => at);
  for (const operation of operations) {
    await perform(vault, operation);
    model = applied(model, { ...operation, at });
  }
  await vault.close();
  const bytes = readFileSync(home.path);
  const savedItems = join(home.itemsFolder, '..', 'saved');
  rmSync(savedItems, { recursive: true, force: true });
  cpSync(home.itemsFolder, savedItems, { recursive: true });
  const putBack = () => {
    rmSync(home.itemsFolder, { recursive: true });
    cpSync(savedItems, home.itemsFolder, { recursive: true });
    writeFileSync(home.path, bytes);
  };
  return { model, putBack };
}
