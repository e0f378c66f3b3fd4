/** A key with all that belongs to it: its record, both editions of its secret, its details. For what works on whole vaults. */
import { KeybearerError } from '../../shared/errors.ts';
import type { ApiKey, ApiKeyRecord } from './api-key.ts';
import type { Details } from './details.ts';
import { policyHash } from './policy.ts';
import { orUndefined, type SealedReader } from './sealed-reader.ts';
import type { SealedWriter } from './sealed-writer.ts';
import { editions, type Secret, wipeSecret } from './secret.ts';
import type { RowKeys } from './working-keys.ts';

/** By the ApiKey's id as hex. */
export type RowKeysById = ReadonlyMap<string, RowKeys>;

/** Whoever holds it wipes it. */
export interface WholeKey {
  /** 16 bytes. */
  readonly id: Buffer;
  readonly record: ApiKeyRecord;
  readonly secret: Secret;
  /** Undefined: there is none, and `record.previous` is null. */
  readonly previous: Secret | undefined;
  /** Empty: there are none. */
  readonly details: Details;
}

/**
 * Opens what can be opened of every key, in use or in the trash. What cannot is not told here: see `inspectVault`.
 *
 * @throws KeybearerError 'changed-elsewhere' when a key has come since the row keys were derived.
 */
export function openWholeKeys(from: SealedReader, rowKeys: RowKeysById): WholeKey[] {
  return from.allApiKeys().apiKeys.flatMap((apiKey) => openWholeKey(from, apiKey, rowKeysOf(rowKeys, apiKey.id)) ?? []);
}

/** @returns undefined for a key without its current secret: it is of no use to anybody. */
function openWholeKey(from: SealedReader, apiKey: ApiKey, rowKeys: RowKeys): WholeKey | undefined {
  const secret = openEdition(from, apiKey, editions.current, rowKeys);
  if (secret === undefined) return undefined;
  const previous = openEdition(from, apiKey, editions.previous, rowKeys);
  const row = from.rows.secretSideRow('details', apiKey.id, 0);
  const details = (row && orUndefined(() => from.openDetails(row, rowKeys))) ?? [];
  const { id, revision: _revision, ...record } = apiKey;
  return {
    id,
    record: { ...record, previous: previous === undefined ? null : record.previous },
    secret,
    previous,
    details,
  };
}

/** Writes a key that is not there yet. */
export function insertWholeKey(
  writer: SealedWriter,
  { id, record, secret, previous, details }: WholeKey,
  rowKeys: RowKeys,
): ApiKey {
  const apiKey = writer.insertApiKey(id, record);
  writer.putSecret(apiKey, editions.current, secret, rowKeys);
  if (previous !== undefined) writer.putSecret(apiKey, editions.previous, previous, rowKeys);
  if (details.length > 0) writer.putDetails(apiKey, details, rowKeys);
  return apiKey;
}

export function wipeWholeKeys(keys: readonly Pick<WholeKey, 'secret' | 'previous' | 'details'>[]): void {
  for (const { secret, previous, details } of keys)
    for (const parts of [secret, previous ?? [], details]) wipeSecret(parts);
}

/** @throws KeybearerError 'changed-elsewhere' when the key has come since the row keys were derived. */
export function rowKeysOf(rowKeys: RowKeysById, id: Buffer): RowKeys {
  const keys = rowKeys.get(id.toString('hex'));
  if (keys === undefined) throw new KeybearerError('changed-elsewhere', { keyId: id.toString('hex') });
  return keys;
}

function openEdition(from: SealedReader, apiKey: ApiKey, edition: number, rowKeys: RowKeys): Secret | undefined {
  const row = from.rows.secretSideRow('secret', apiKey.id, edition);
  return row && orUndefined(() => from.openSecret(row, policyHash(apiKey), rowKeys));
}
