/** Adds a key with its secret. */
import { randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { parseKeyName } from '../../../shared/key-name.ts';
import type { ApiKey, ApiKeyRecord } from '../api-key.ts';
import { withNotes } from '../details.ts';
import { checkFits } from '../header-value.ts';
import { checkSecret, editions, type Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { checkFields, checkPolicy, type KeyFields } from './key-fields.ts';
import { checkNotes } from './notes.ts';
import { tokenExpiry } from './token-expiry.ts';

const emptyPolicy = { askBeforeUse: false, headers: [], origins: [] };

/**
 * @param secret The caller wipes it.
 * @throws KeybearerError 'name-taken', 'secret-unfit', or what is wrong with a field. Then nothing was stored.
 */
export async function addKey(
  vault: Vault,
  fields: KeyFields & { readonly name: string },
  secret: Secret,
): Promise<ApiKey> {
  const record = newRecord(fields, secret, vault.parts.clock());
  checkSecret(secret);
  checkFits(record.policy.headers, secret);
  checkNotes(fields.notes);
  const id = randomBytes(16);
  const rowKeys = await vault.rowKeys(id);
  return vault.change((writer) => {
    if (writer.apiKeyByName(record.name) !== undefined) throw new KeybearerError('name-taken', { name: record.name });
    const apiKey = writer.insertApiKey(id, record);
    writer.putSecret(apiKey, editions.current, secret, rowKeys);
    if (fields.notes !== undefined) writer.putDetails(apiKey, withNotes([], fields.notes), rowKeys);
    vault.log(writer, { action: 'key-added', key: apiKey });
    return apiKey;
  });
}

function newRecord(fields: KeyFields & { readonly name: string }, secret: Secret, now: number): ApiKeyRecord {
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
