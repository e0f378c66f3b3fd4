/** Adds keys with their secrets: one, or many at once. */
import { randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { parseKeyName } from '../../../shared/key-name.ts';
import type { ApiKey, ApiKeyRecord } from '../api-key.ts';
import { withDetails } from '../details.ts';
import { checkFits } from '../header-value.ts';
import type { SealedWriter } from '../sealed-writer.ts';
import { checkSecret, editions, type Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { checkDetails } from './key-details.ts';
import { checkFields, checkPolicy, type KeyFields } from './key-fields.ts';
import { tokenExpiry } from './token-expiry.ts';

const emptyPolicy = { askBeforeUse: false, headers: [], origins: [] };

/** What is asked for: a key's name, what is said of it, and its secret. */
export interface NewKey {
  readonly fields: KeyFields & { readonly name: string };
  /** The caller wipes it. */
  readonly secret: Secret;
}

/**
 * @param secret The caller wipes it.
 * @throws KeybearerError 'name-taken', 'secret-unfit', or what is wrong with a field. Then nothing was stored.
 */
export async function addKey(vault: Vault, fields: NewKey['fields'], secret: Secret): Promise<ApiKey> {
  const [apiKey] = await addKeys(vault, [{ fields, secret }]);
  return apiKey!;
}

/**
 * Adds all of them in one change, with one event each.
 *
 * @throws KeybearerError as `addKey` does; then none of them was stored (K8).
 */
export async function addKeys(vault: Vault, keys: readonly NewKey[]): Promise<ApiKey[]> {
  const inserts: ((writer: SealedWriter) => ApiKey)[] = [];
  for (const key of keys) inserts.push(await prepare(vault, key));
  return vault.change((writer) => inserts.map((insert) => insert(writer)));
}

/** Checks a key before the vault is changed. @returns what writes it. */
async function prepare(vault: Vault, { fields, secret }: NewKey): Promise<(writer: SealedWriter) => ApiKey> {
  const record = newRecord(fields, secret, vault.parts.clock());
  checkSecret(secret);
  checkFits(record.policy.headers, secret);
  const details = withDetails([], checkDetails(fields));
  const id = randomBytes(16);
  const rowKeys = await vault.rowKeys(id);
  return (writer) => {
    if (writer.apiKeyByName(record.name) !== undefined) throw new KeybearerError('name-taken', { name: record.name });
    const apiKey = writer.insertApiKey(id, record);
    writer.putSecret(apiKey, editions.current, secret, rowKeys);
    if (details.length > 0) writer.putDetails(apiKey, details, rowKeys);
    vault.log(writer, { action: 'key-added', key: apiKey });
    return apiKey;
  };
}

function newRecord(fields: NewKey['fields'], secret: Secret, now: number): ApiKeyRecord {
  const unsaid = {
    issuer: null,
    account: null,
    environment: null,
    tags: [],
    envName: null,
    leadDays: null,
    managementUrl: null,
  };
  return {
    ...unsaid,
    ...tokenExpiry(secret),
    ...checkFields(fields),
    name: parseKeyName(fields.name),
    policy: checkPolicy(fields.policy, emptyPolicy),
    parts: secret.map((part) => part.name),
    createdAt: now,
    rotatedAt: null,
    removedAt: null,
    previous: null,
  };
}
