/** Changes what is known of a key. A changed name or policy is bound to its secrets anew, which takes the unlocked vault. */
import { KeybearerError } from '../../../shared/errors.ts';
import { normaliseKeyName } from '../../../shared/key-name.ts';
import type { ApiKey } from '../api-key.ts';
import { type DetailChanges, withDetails } from '../details.ts';
import { checkFits } from '../header-value.ts';
import { sameBound } from '../policy.ts';
import type { SealedWriter } from '../sealed-writer.ts';
import { editions, wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import type { RowKeys } from '../working-keys.ts';
import { findKey, type KeyRef, sameKey } from './find-key.ts';
import { changesDetails, checkDetails } from './key-details.ts';
import { checkFields, checkPolicy, type KeyFields } from './key-fields.ts';

/** @throws KeybearerError 'key-not-found', 'name-taken', 'vault-locked' (name, policy, details), or what is wrong with a field. */
export async function editKey(vault: Vault, ref: KeyRef, fields: KeyFields): Promise<ApiKey> {
  const changes = checkFields(fields);
  const details = checkDetails(fields);
  const found = await findKey(vault, ref);
  const policy = checkPolicy(fields.policy, found.policy);
  const rebind = !sameBound(found, { name: changes.name ?? found.name, policy });
  const rowKeys = rebind || changesDetails(fields) ? await vault.rowKeys(found.id) : undefined;
  return vault.change((writer) => {
    const before = sameKey(writer, found);
    refuseTakenName(writer, before, changes.name);
    const after = writer.updateApiKey(before, { ...changes, policy });
    if (rowKeys !== undefined && rebind) rebindSecrets(writer, before, after, rowKeys);
    if (rowKeys !== undefined && changesDetails(fields)) putDetails(writer, after, details, rowKeys);
    vault.log(writer, {
      action: sameBound(before, { name: before.name, policy }) ? 'key-edited' : 'policy-changed',
      key: after,
    });
    return after;
  });
}

/** Whether an edit needs secrets opened: asked before, so that a PIN is asked for once and at the start. */
export function editNeedsUnlock(fields: KeyFields): boolean {
  return fields.policy !== undefined || fields.name !== undefined || changesDetails(fields);
}

export function refuseTakenName(writer: SealedWriter, before: ApiKey, name: string | undefined): void {
  if (name === undefined || normaliseKeyName(name) === normaliseKeyName(before.name)) return;
  if (writer.apiKeyByName(name) !== undefined) throw new KeybearerError('name-taken', { name });
}

function rebindSecrets(writer: SealedWriter, before: ApiKey, after: ApiKey, rowKeys: RowKeys): void {
  for (const edition of Object.values(editions)) {
    const secret = writer.secret(before, edition, rowKeys);
    if (secret === undefined) continue;
    try {
      if (edition === editions.current) checkFits(after.policy.headers, secret);
      writer.putSecret(after, edition, secret, rowKeys);
    } finally {
      wipeSecret(secret);
    }
  }
}

export function putDetails(writer: SealedWriter, apiKey: ApiKey, changes: DetailChanges, rowKeys: RowKeys): void {
  const before = writer.details(apiKey, rowKeys) ?? [];
  writer.putDetails(apiKey, withDetails(before, changes), rowKeys);
  wipeSecret(before);
}
