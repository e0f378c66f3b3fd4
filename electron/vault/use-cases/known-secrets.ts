/** Whether a secret is in the vault already. */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { editions, type Secret, wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { allRowKeys } from './check-vault.ts';

/** A key that holds a secret now, or held it before its last rotation. */
export interface Holder {
  readonly name: string;
  readonly isPrevious: boolean;
}

/**
 * The marks of all secrets of a vault. A mark is HMAC-SHA-256 under a key of this object's own: to whoever can time the
 * comparison of marks it tells nothing of a secret, and it is worth nothing afterwards.
 */
export class KnownSecrets {
  readonly #key: KeyObject = createSecretKey(randomBytes(32));
  readonly #holders = new Map<string, Holder>();

  /** The parts' bytes count, in order, and not what they are called: the same token may be stored under another name. */
  mark(secret: Secret): string {
    const hmac = createHmac('sha256', this.#key);
    for (const { bytes } of secret) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      hmac.update(length).update(bytes);
    }
    return hmac.digest('base64');
  }

  holderOf(mark: string): Holder | undefined {
    return this.#holders.get(mark);
  }

  /** The first holder of a mark stays, unless it held the secret before and another does now. */
  add(mark: string, holder: Holder): void {
    const before = this.#holders.get(mark);
    if (before === undefined || (before.isPrevious && !holder.isPrevious)) this.#holders.set(mark, holder);
  }
}

/**
 * Reads every secret of the keys in use. Nothing leaves the vault but their marks.
 *
 * @throws KeybearerError 'vault-locked'; or what is wrong with a record: its secret may be one of those that are asked about.
 */
export async function knownSecrets(vault: Vault): Promise<{ names: string[]; secrets: KnownSecrets }> {
  const ids = await vault.read((reader) => [...reader.rows.apiKeys()].map((row) => row.id));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  return vault.read((reader) => {
    const secrets = new KnownSecrets();
    const { apiKeys, findings } = reader.allApiKeys();
    const [first] = findings;
    if (first !== undefined) throw new KeybearerError(first.code, { where: first.where, keyId: first.keyId });
    const inUse = apiKeys.filter((apiKey) => apiKey.removedAt === null);
    for (const apiKey of inUse) {
      const keys = rowKeys.get(apiKey.id.toString('hex'));
      for (const edition of keys === undefined ? [] : Object.values(editions)) {
        const secret = reader.secret(apiKey, edition, keys!);
        if (secret === undefined) continue;
        secrets.add(secrets.mark(secret), { name: apiKey.name, isPrevious: edition === editions.previous });
        wipeSecret(secret);
      }
    }
    return { names: inUse.map(({ name }) => name), secrets };
  });
}
