/** Gives a key a new secret; the one before it is kept, and one step back brings it again. */
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey, ApiKeyRecord } from '../api-key.ts';
import { checkFits } from '../header-value.ts';
import { sameBound } from '../policy.ts';
import type { SealedReader } from '../sealed-reader.ts';
import { checkSecret, editions, type Secret, wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import type { RowKeys } from '../working-keys.ts';
import { putDetails, refuseTakenName } from './edit-key.ts';
import { findKey, type KeyRef, sameKey } from './find-key.ts';
import { changesDetails, checkDetails } from './key-details.ts';
import { checkFields, checkPolicy, type KeyFields } from './key-fields.ts';
import { tokenExpiry } from './token-expiry.ts';

/**
 * Stores a new secret over the current one, which becomes the previous one, together with other changes if there are any.
 *
 * @param fields Without an expiry the token's own holds, else none: the old secret's expiry was the old secret's.
 */
export async function replaceSecret(
  vault: Vault,
  ref: KeyRef,
  secret: Secret,
  fields: KeyFields = {},
): Promise<ApiKey> {
  checkSecret(secret);
  const details = checkDetails(fields);
  const changes = { ...tokenExpiry(secret), ...checkFields(fields) };
  const found = await findKey(vault, ref);
  const policy = checkPolicy(fields.policy, found.policy);
  checkFits(policy.headers, secret);
  const rowKeys = await vault.rowKeys(found.id);
  return vault.change((writer) => {
    const before = sameKey(writer, found);
    refuseTakenName(writer, before, changes.name);
    const current = currentSecret(writer, before, rowKeys);
    const after = writer.updateApiKey(before, {
      ...changes,
      policy,
      parts: secret.map((part) => part.name),
      rotatedAt: vault.parts.clock(),
      previous: editionFacts(before),
    });
    writer.putSecret(after, editions.previous, current, rowKeys);
    writer.putSecret(after, editions.current, secret, rowKeys);
    wipeSecret(current);
    if (changesDetails(fields)) putDetails(writer, after, details, rowKeys);
    vault.log(writer, { action: 'secret-replaced', key: after });
    if (!sameBound(before, { name: before.name, policy })) vault.log(writer, { action: 'policy-changed', key: after });
    return after;
  });
}

/**
 * Swaps the current secret and the previous one, with what was known of each.
 *
 * @throws KeybearerError 'no-previous-secret', or 'secret-unfit' when the previous one cannot fill today's headers.
 */
export async function stepBack(vault: Vault, ref: KeyRef): Promise<ApiKey> {
  const found = await findKey(vault, ref);
  const rowKeys = await vault.rowKeys(found.id);
  return vault.change((writer) => {
    const before = sameKey(writer, found);
    if (before.previous === null) throw new KeybearerError('no-previous-secret', { name: before.name });
    const current = currentSecret(writer, before, rowKeys);
    const previous = writer.secret(before, editions.previous, rowKeys);
    if (previous === undefined) throw new KeybearerError('secret-not-found', { name: before.name });
    checkFits(before.policy.headers, previous);
    const after = writer.updateApiKey(before, { ...before.previous, previous: editionFacts(before) });
    writer.putSecret(after, editions.current, previous, rowKeys);
    writer.putSecret(after, editions.previous, current, rowKeys);
    wipeSecret(current);
    wipeSecret(previous);
    vault.log(writer, { action: 'secret-stepped-back', key: after });
    return after;
  });
}

/** @throws KeybearerError 'secret-not-found': a key always has one, so the file was tampered with. */
export function currentSecret(reader: SealedReader, apiKey: ApiKey, rowKeys: RowKeys): Secret {
  const secret = reader.secret(apiKey, editions.current, rowKeys);
  if (secret === undefined) throw new KeybearerError('secret-not-found', { name: apiKey.name });
  return secret;
}

function editionFacts({ parts, expiresAt, expirySource, rotatedAt }: ApiKey): ApiKeyRecord['previous'] {
  return { parts, expiresAt, expirySource, rotatedAt };
}
