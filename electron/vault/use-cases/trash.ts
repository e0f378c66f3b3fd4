/** Removing keys: into the trash, back from it, and out of it for good. */
import { KeybearerError } from '../../../shared/errors.ts';
import { normaliseKeyName } from '../../../shared/key-name.ts';
import type { ApiKey } from '../api-key.ts';
import type { SealedWriter } from '../sealed-writer.ts';
import { editions } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { findKey, type KeyRef, sameKey } from './find-key.ts';

/** How long a removed key can be restored. */
export const trashMs = 10 * 60_000;

/** Moves a key to the trash: its name is free at once, its rows stay until the trash is emptied. */
export async function removeKey(vault: Vault, ref: KeyRef): Promise<ApiKey> {
  const found = await findKey(vault, ref);
  return vault.change((writer) => {
    const removed = writer.updateApiKey(sameKey(writer, found), { removedAt: vault.parts.clock() });
    vault.log(writer, { action: 'key-removed', key: removed });
    return removed;
  });
}

/** Deletes a key for good, past the trash. Takes the unlocked vault. */
export async function purgeKey(vault: Vault, ref: KeyRef): Promise<ApiKey> {
  const found = await findKey(vault, ref);
  return vault.change((writer) => {
    const apiKey = sameKey(writer, found);
    purge(vault, writer, apiKey);
    return apiKey;
  });
}

/**
 * What is in the trash, the latest first.
 *
 * @throws KeybearerError 'vault-damaged' when the tree is not whole: the trash is looked up, and may seem empty.
 */
export async function listTrash(vault: Vault): Promise<ApiKey[]> {
  await vault.parts.store.checkIntegrity();
  const trashed = await vault.read((reader) => reader.trashed());
  return trashed.sort((one, other) => (other.removedAt ?? 0) - (one.removedAt ?? 0));
}

/** @throws KeybearerError 'key-not-found' (in the trash), 'name-taken' when another key has that name by now. */
export async function restoreKey(vault: Vault, ref: KeyRef): Promise<ApiKey> {
  await vault.parts.store.checkIntegrity();
  return vault.change((writer) => {
    const latest = trashedAs(writer, ref).sort((one, other) => (other.removedAt ?? 0) - (one.removedAt ?? 0))[0];
    if (latest === undefined)
      throw new KeybearerError('key-not-found', { name: typeof ref === 'string' ? ref : null, trash: true });
    if (writer.apiKeyByName(latest.name) !== undefined) throw new KeybearerError('name-taken', { name: latest.name });
    const restored = writer.updateApiKey(latest, { removedAt: null });
    vault.log(writer, { action: 'key-restored', key: restored });
    return restored;
  });
}

function trashedAs(writer: SealedWriter, ref: KeyRef): ApiKey[] {
  if (typeof ref !== 'string') return writer.trashed().filter(({ id }) => id.equals(ref));
  const wanted = normaliseKeyName(ref);
  return writer.trashed().filter(({ name }) => normaliseKeyName(name) === wanted);
}

/**
 * Deletes for good what is due, or all of the trash. Takes the unlocked vault: secrets leave their manifest.
 *
 * @returns the names of the keys that are gone.
 */
export async function emptyTrash(vault: Vault, which: 'due' | 'all'): Promise<string[]> {
  if (which === 'all') await vault.parts.store.checkIntegrity();
  const isDue = (apiKey: ApiKey) => which === 'all' || (apiKey.removedAt ?? 0) <= vault.parts.clock() - trashMs;
  // Looked at before a write lock is taken: most of the time there is nothing to do.
  const due = await vault.read((reader) => reader.trashed().some(isDue));
  if (!due) return [];
  return vault.change((writer) => {
    const purged = writer.trashed().filter(isDue);
    for (const apiKey of purged) purge(vault, writer, apiKey);
    return purged.map((apiKey) => apiKey.name);
  });
}

function purge(vault: Vault, writer: SealedWriter, apiKey: ApiKey): void {
  for (const edition of Object.values(editions)) writer.deleteSecretSide('secret', apiKey.id, edition);
  writer.deleteSecretSide('details', apiKey.id, 0);
  writer.deleteApiKey(apiKey);
  vault.log(writer, { action: 'key-purged', key: apiKey });
}
