/** Vaults of any size, filled in one transaction: with one commit per key 100,000 of them would take minutes. */
import { randomBytes } from 'node:crypto';
import { createVaultAt, type Settings } from '../../electron/compose.ts';
import type { ApiKeyRecord } from '../../electron/vault/api-key.ts';
import { editions, plainSecret } from '../../electron/vault/secret.ts';
import { allRowKeys } from '../../electron/vault/use-cases/check-vault.ts';
import type { CreationPlan } from '../../electron/vault/use-cases/create-vault.ts';
import type { Vault } from '../../electron/vault/vault.ts';

/** @returns a new vault, behind the keychain unless it is said otherwise, with that many keys: key-0, key-1, ... */
export async function makeSampleVault(
  settings: Settings,
  size: number,
  plan: CreationPlan = { kinds: ['keychain'], credentials: {} },
): Promise<Vault> {
  const vault = await createVaultAt(settings, plan);
  const ids = Array.from({ length: size }, () => randomBytes(16));
  const rowKeys = await allRowKeys(vault.parts.holder, ids);
  await vault.change((writer) => {
    for (const [at, id] of ids.entries()) {
      const apiKey = writer.insertApiKey(id, sampleRecord(at));
      const secret = plainSecret(Buffer.from(`ghp_${randomBytes(18).toString('hex')}`));
      writer.putSecret(apiKey, editions.current, secret, rowKeys.get(id.toString('hex'))!);
    }
  });
  return vault;
}

export function sampleRecord(at: number): ApiKeyRecord {
  return {
    name: `key-${at}`,
    issuer: 'github',
    account: `account-${at % 40}`,
    environment: at % 2 === 0 ? 'production' : 'CI',
    tags: ['bench', `team-${at % 12}`],
    policy: { askBeforeUse: false, headers: ['Authorization: Bearer {secret}'], origins: ['https://api.github.com'] },
    parts: ['secret'],
    envName: 'GITHUB_TOKEN',
    createdAt: 1_790_000_000_000 + at,
    expiresAt: 1_820_000_000_000 + at * 1000,
    expirySource: 'typed',
    rotatedAt: null,
    previous: null,
    leadDays: null,
    managementUrl: 'https://github.com/settings/tokens',
    removedAt: null,
  };
}
