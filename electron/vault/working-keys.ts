/** The subkeys that a session works with: derived once per unlock, dropped at lock. */
import { createHmac, type KeyObject } from 'node:crypto';
import { normaliseKeyName } from '../../shared/key-name.ts';
import type { KeyHolder } from './ports.ts';
import { indexPurposes, secretPurposes } from './subkeys.ts';

export type IndexKeys = Record<keyof typeof indexPurposes, KeyObject>;
export type SecretKeys = Record<'manifest' | 'head', KeyObject>;

/** The subkeys of one ApiKey's rows on the secret side. */
export interface RowKeys {
  readonly secret: KeyObject;
  readonly details: KeyObject;
}

export async function deriveIndexKeys(holder: KeyHolder): Promise<IndexKeys> {
  const names = Object.keys(indexPurposes) as (keyof IndexKeys)[];
  const derived = await Promise.all(names.map((name) => holder.subkey('index', indexPurposes[name])));
  return Object.fromEntries(names.map((name, at) => [name, derived[at]!])) as IndexKeys;
}

export async function deriveSecretKeys(holder: KeyHolder): Promise<SecretKeys> {
  return {
    manifest: await holder.subkey('secret', secretPurposes.manifest),
    head: await holder.subkey('secret', secretPurposes.head),
  };
}

/** @throws KeybearerError 'vault-locked' */
export async function deriveRowKeys(holder: KeyHolder, apiKeyId: Buffer): Promise<RowKeys> {
  return {
    secret: await holder.subkey('secret', secretPurposes.secret, apiKeyId),
    details: await holder.subkey('secret', secretPurposes.details, apiKeyId),
  };
}

/** The tag under which a name is looked up and unique: HMAC-SHA-256 of the normalised name, 32 bytes. */
export function nameTag(keys: Pick<IndexKeys, 'nameTag'>, name: string): Buffer {
  return createHmac('sha256', keys.nameTag).update(normaliseKeyName(name)).digest();
}
