/** Everything that changes a vault, as data: what one process tells another to do, and a model can follow. */
import type { Credentials, SlotKind } from '../../electron/vault/ports.ts';
import { plainSecret, wipeSecret } from '../../electron/vault/secret.ts';
import { addKey, addKeys, type NewKey } from '../../electron/vault/use-cases/add-key.ts';
import { pruneAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { backUpKeys } from '../../electron/vault/use-cases/back-up.ts';
import { printHeaders, revealSecret } from '../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../electron/vault/use-cases/edit-key.ts';
import { changePin, removePin, setPin } from '../../electron/vault/use-cases/pin.ts';
import { rekeyVault } from '../../electron/vault/use-cases/rekey.ts';
import { replaceSecret, stepBack } from '../../electron/vault/use-cases/replace-secret.ts';
import { previewRestore, restoreBackup } from '../../electron/vault/use-cases/restore-backup.ts';
import { addSlot, recoverVault, removeSlot } from '../../electron/vault/use-cases/slots.ts';
import { emptyTrash, removeKey, restoreKey } from '../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import type { WholeKey } from '../../electron/vault/whole-key.ts';
import { wholeKey } from './whole-keys.ts';

/** Credentials as text, so that they go through JSON; a recovery code as 32 hex digits. */
export interface TypedCredentials {
  readonly pin?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly recoveryCode?: string | undefined;
}

/** A key that is added, with its notes; empty: none. */
export interface AddedKey {
  readonly name: string;
  readonly secret: string;
  readonly notes: string;
}

export type Operation =
  | ({ readonly kind: 'add' } & AddedKey)
  | { readonly kind: 'add-many'; readonly keys: readonly AddedKey[] }
  | { readonly kind: 'edit'; readonly name: string; readonly newName: string; readonly account: string | null }
  | { readonly kind: 'set-origin'; readonly name: string; readonly origin: string }
  | { readonly kind: 'replace'; readonly name: string; readonly secret: string }
  | { readonly kind: 'step-back' | 'reveal' | 'print' | 'remove' | 'restore'; readonly name: string }
  | { readonly kind: 'empty-trash' }
  | { readonly kind: 'back-up' }
  /** Keys that are here are replaced. */
  | { readonly kind: 'restore-backup'; readonly names: readonly string[]; readonly secret: string }
  | { readonly kind: 'add-slot' | 'recover'; readonly slot: SlotKind; readonly credentials: TypedCredentials }
  | { readonly kind: 'remove-slot'; readonly slot: SlotKind }
  | { readonly kind: 'set-pin' | 'change-pin'; readonly pin: string }
  | { readonly kind: 'remove-pin' }
  | { readonly kind: 'rekey' | 'lock'; readonly credentials: TypedCredentials }
  | { readonly kind: 'prune'; readonly before: number };

/** An operation and the instant that the clock shows meanwhile. */
export type TimedOperation = Operation & { readonly at: number };

/** Every key that is made here fills this header, so that its policy and its secret are checked together. */
export const headerTemplate = 'Authorization: Bearer {secret}';

export function toCredentials({ pin, passphrase, recoveryCode }: TypedCredentials): Credentials {
  return {
    pin: pin === undefined ? undefined : Buffer.from(pin),
    passphrase: passphrase === undefined ? undefined : Buffer.from(passphrase),
    recoveryCode: recoveryCode === undefined ? undefined : Buffer.from(recoveryCode, 'hex'),
  };
}

function newKey({ name, secret, notes }: AddedKey): NewKey {
  const fields = { name, notes: Buffer.from(notes), policy: { headers: [headerTemplate] } };
  return { fields, secret: plainSecret(Buffer.from(secret)) };
}

/** @param vault Unlocked. Resolves when the operation is acknowledged. */
export async function perform(vault: Vault, operation: Operation): Promise<void> {
  const delivery = { destination: 'terminal', confirm: async () => true };
  switch (operation.kind) {
    case 'add': {
      const { fields, secret } = newKey(operation);
      await addKey(vault, fields, secret);
      return;
    }
    case 'add-many':
      await addKeys(vault, operation.keys.map(newKey));
      return;
    case 'edit':
      await editKey(vault, operation.name, { name: operation.newName, account: operation.account });
      return;
    case 'set-origin':
      await editKey(vault, operation.name, { policy: { origins: [operation.origin] } });
      return;
    case 'replace':
      await replaceSecret(vault, operation.name, plainSecret(Buffer.from(operation.secret)));
      return;
    case 'step-back':
      await stepBack(vault, operation.name);
      return;
    case 'reveal':
      wipeSecret((await revealSecret(vault, operation.name, delivery)).secret);
      return;
    case 'print':
      await printHeaders(vault, operation.name, delivery);
      return;
    case 'remove':
      await removeKey(vault, operation.name);
      return;
    case 'restore':
      await restoreKey(vault, operation.name);
      return;
    case 'empty-trash':
      await emptyTrash(vault, 'all');
      return;
    case 'back-up':
      await backUpKeys(vault, { ...delivery, skipAsking: false, dropDamaged: false }, () => undefined);
      return;
    case 'restore-backup': {
      const keys = operation.names.map((name) => backedUpKey(name, operation.secret));
      await restoreBackup(vault, await previewRestore(vault, keys, 'replace'));
      return;
    }
    default:
      await performOnSlots(vault, operation);
  }
}

function backedUpKey(name: string, secret: string): WholeKey {
  const policy = { askBeforeUse: false, headers: [headerTemplate], origins: [] };
  return wholeKey(name, secret, { policy });
}

type SlotOperation = Exclude<
  Operation,
  { readonly name: string } | { readonly kind: 'empty-trash' | 'back-up' | 'restore-backup' }
>;

async function performOnSlots(vault: Vault, operation: SlotOperation): Promise<void> {
  switch (operation.kind) {
    case 'add-slot':
      await addSlot(vault, operation.slot, toCredentials(operation.credentials));
      return;
    case 'recover':
      await recoverVault(vault, operation.slot, toCredentials(operation.credentials));
      return;
    case 'remove-slot': {
      const latest = (await vault.slots()).findLast((slot) => slot.kind === operation.slot);
      await removeSlot(vault, latest!.id.toString('hex'));
      return;
    }
    case 'set-pin':
      await setPin(vault, Buffer.from(operation.pin));
      return;
    case 'change-pin':
      await changePin(vault, Buffer.from(operation.pin));
      return;
    case 'remove-pin':
      await removePin(vault);
      return;
    case 'rekey': {
      const credentials = toCredentials(operation.credentials);
      await rekeyVault(vault, { credentials, drop: new Set(), dropDamaged: false });
      return;
    }
    case 'lock':
      await vault.lock();
      await vault.unlock(['index', 'secret'], toCredentials(operation.credentials));
      return;
    case 'prune':
      await pruneAuditLog(vault, operation.before);
  }
}
