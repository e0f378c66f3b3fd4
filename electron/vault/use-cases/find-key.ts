/** Finding keys by name, and telling "not there" from "cannot be found". */
import { KeybearerError } from '../../../shared/errors.ts';
import { parseKeyName } from '../../../shared/key-name.ts';
import { type ApiKey, encodeRecord } from '../api-key.ts';
import type { Finding, SealedReader } from '../sealed-reader.ts';
import type { Vault } from '../vault.ts';

/** What tells a key: its name, or its id (16 bytes). A name may belong to another key a moment later; an id never does. */
export type KeyRef = string | Buffer;

/**
 * Finds a key in use.
 *
 * @throws KeybearerError 'key-not-found'; but 'manifest-mismatch', 'record-corrupt' or 'vault-damaged' where the vault is
 *   not whole, since the key may then have been there.
 */
export async function findKey(vault: Vault, ref: KeyRef): Promise<ApiKey> {
  const found = await vault.read((reader) => lookUp(reader, ref));
  if (found !== undefined && found.removedAt === null) return found;
  const { findings } = await listKeys(vault);
  const first = findings[0];
  if (first !== undefined) throw new KeybearerError(first.code, { where: first.where, keyId: first.keyId });
  throw new KeybearerError('key-not-found', { name: typeof ref === 'string' ? ref : null });
}

function lookUp(reader: SealedReader, ref: KeyRef): ApiKey | undefined {
  return typeof ref === 'string' ? reader.apiKeyByName(ref) : reader.apiKeyById(ref);
}

/** Refuses a name that a key has, before anything is asked for. @throws KeybearerError 'name-taken', 'name-invalid'. */
export async function requireFreeName(vault: Vault, name: string): Promise<void> {
  const parsed = parseKeyName(name);
  if (await vault.read((reader) => reader.apiKeyByName(parsed)))
    throw new KeybearerError('name-taken', { name: parsed });
}

/**
 * Finds a key within a change, by what an earlier read said of it. Reminders come in between whenever they are due: what
 * they wrote is no change that anybody has to look at.
 */
export function sameKey(reader: SealedReader, apiKey: ApiKey): ApiKey {
  const found = reader.apiKeyById(apiKey.id);
  if (found === undefined || !(found.revision === apiKey.revision || sameFacts(found, apiKey)))
    throw new KeybearerError('changed-elsewhere', { name: apiKey.name });
  return found;
}

function sameFacts(one: ApiKey, other: ApiKey): boolean {
  const facts = ({ id: _id, revision: _revision, reminders: _reminders, ...record }: ApiKey) => encodeRecord(record);
  return facts(one).equals(facts(other));
}

/** Every key in use, by name, and what does not fit: one damaged record hides no other. */
export async function listKeys(vault: Vault): Promise<{ apiKeys: ApiKey[]; findings: Finding[] }> {
  await vault.parts.store.checkIntegrity();
  const { apiKeys, findings } = await vault.read((reader) => reader.allApiKeys());
  return { apiKeys: sortByName(apiKeys.filter((apiKey) => apiKey.removedAt === null)), findings };
}

/** Case apart, digits by their number: key-2 stands before key-10. */
function sortByName(apiKeys: ApiKey[]): ApiKey[] {
  // Made here and not above: it costs a command that sorts nothing a tenth of its time.
  const nameOrder = new Intl.Collator('en', { numeric: true });
  return apiKeys.sort((one, other) => nameOrder.compare(one.name, other.name));
}
