/** Reads all that a vault holds, without changing anything, in the form in which a model says it. */
import { detailOf } from '../../electron/vault/details.ts';
import type { Credentials, SlotPlace, VaultKeys } from '../../electron/vault/ports.ts';
import { editions, wipeSecret } from '../../electron/vault/secret.ts';
import type { Slot } from '../../electron/vault/slot.ts';
import { slotPlace } from '../../electron/vault/slot.ts';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { allRowKeys } from '../../electron/vault/use-cases/check-vault.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { keychainOf, type TestHome } from './test-vault.ts';
import type { Model, ModelKey, ModelSlots } from './vault-model.ts';
import { toCredentials } from './vault-operation.ts';

/** Keys, trash and events in one spelling, to be compared. */
export interface ComparableState {
  readonly keys: readonly ModelKey[];
  readonly trash: readonly ModelKey[];
  readonly events: Model['events'];
}

export function comparable({ keys, trash, events }: Model): ComparableState {
  return { keys: byName([...keys.values()]), trash: byName([...trash.values()]), events: inOneOrder(events) };
}

/**
 * @param vault Unlocked.
 * @throws when a record does not open: what is read here has been checked before.
 */
export async function readState(vault: Vault): Promise<ComparableState> {
  const keys = await readKeys(vault);
  const { events } = await readAuditLog(vault);
  return {
    keys: byName(keys.filter(({ removed }) => !removed).map(({ key }) => key)),
    trash: byName(keys.filter(({ removed }) => removed).map(({ key }) => key)),
    events: inOneOrder(events.map(({ at, action, keyName }) => ({ at, action, keyName }))),
  };
}

/** Every key with every secret, of one state of the file. */
async function readKeys(vault: Vault): Promise<{ removed: boolean; key: ModelKey }[]> {
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  return vault.read((reader) => {
    const { apiKeys, findings } = reader.allApiKeys();
    if (findings.length > 0) throw new Error(`findings: ${JSON.stringify(findings)}`);
    return apiKeys.map((apiKey) => {
      const keys = rowKeys.get(apiKey.id.toString('hex'))!;
      const [secret, previous] = [editions.current, editions.previous].map((edition) => {
        const opened = reader.secret(apiKey, edition, keys);
        const text = opened === undefined ? null : opened.map(({ bytes }) => bytes.toString()).join();
        wipeSecret(opened ?? []);
        return text;
      });
      const notes = detailOf(reader.details(apiKey, keys) ?? [], 'notes')?.toString() ?? '';
      const { name, account, policy } = apiKey;
      const key = { name, account, origins: policy.origins, secret: secret!, previous: previous!, notes };
      return { removed: apiKey.removedAt !== null, key };
    });
  });
}

/** Whether a vault's slots are those of the model: as many of each kind, and each opens with what the model says. */
export async function slotsAre(
  vault: Vault,
  { keychain, pin, passphrase, recoveryCode }: ModelSlots,
): Promise<boolean> {
  const slots = await vault.slots();
  const count = (kind: Slot['kind']) => slots.filter((slot) => slot.kind === kind).length;
  if (count('keychain') !== keychain || count('passphrase') !== (passphrase === null ? 0 : 1)) return false;
  if (count('recovery') !== (recoveryCode === null ? 0 : 1)) return false;
  if (
    slots.some((slot) => vault.parts.protectors[slot.kind].needsPin(slot.body) !== (pin !== null && isKeychain(slot)))
  )
    return false;
  const credentials = toCredentials({
    pin: pin ?? undefined,
    passphrase: passphrase ?? undefined,
    recoveryCode: recoveryCode ?? undefined,
  });
  const opened = await Promise.all(slots.map((slot) => openSlot(vault, slot, credentials)));
  const [first] = opened;
  return opened.every((keys) => keys !== undefined && sameKeys(keys, first!));
}

/** The keychain items that the file lists as slots, and those that it notes to be removed. */
export async function knownItems(vault: Vault): Promise<{ listed: string[]; noted: string[] }> {
  const { meta } = vault;
  const account = (id: Buffer) => `${meta.vaultId.toString('hex')}/${id.toString('hex')}`;
  const slots = await vault.slots();
  const noted = await vault.parts.store.read((rows) => rows.leftovers());
  return {
    listed: slots.filter(isKeychain).map(({ id }) => account(id)),
    noted: noted.map(({ slotId }) => account(slotId)),
  };
}

/** Items of the keychain that no slot lists and nothing notes; and listed ones that are not there. */
export async function strayItems(home: TestHome, vault: Vault): Promise<{ orphans: string[]; missing: string[] }> {
  const there = keychainOf(home).accounts();
  const { listed, noted } = await knownItems(vault);
  return {
    orphans: there.filter((account) => !listed.includes(account) && !noted.includes(account)),
    missing: listed.filter((account) => !there.includes(account)),
  };
}

function isKeychain({ kind }: Slot): boolean {
  return kind === 'keychain';
}

async function openSlot(vault: Vault, slot: Slot, credentials: Credentials): Promise<Partial<VaultKeys> | undefined> {
  const place: SlotPlace = slotPlace(vault.meta, slot);
  try {
    return await vault.parts.protectors[slot.kind].unprotect(place, slot.body, ['index', 'secret'], credentials);
  } catch {
    return undefined; // it does not open with that: which is the answer
  }
}

function sameKeys(one: Partial<VaultKeys>, other: Partial<VaultKeys>): boolean {
  return one.index!.equals(other.index!) && one.secret!.equals(other.secret!);
}

/** What leaves the trash at once leaves it in any order. */
function inOneOrder(events: Model['events']): Model['events'] {
  const name = ({ action, keyName }: Model['events'][number]) => (action === 'key-purged' ? (keyName ?? '') : '');
  return events.toSorted((one, other) => one.at - other.at || name(one).localeCompare(name(other)));
}

function byName(keys: readonly ModelKey[]): readonly ModelKey[] {
  return keys.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
