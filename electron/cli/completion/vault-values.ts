/**
 * What a completion reads from the vault: names and tags from its index side, slots from the file. Whoever presses Tab wants
 * no question: what would take a prompt, of ours or of the keychain, is left out.
 */
import { catalogue } from '../../../shared/catalogue/catalogue.ts';
import type { Settings } from '../../compose.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Candidate } from './candidates.ts';

type Read = (vault: Vault) => Promise<Candidate[]>;

/** Of the catalogue, which is no part of a vault; else what reads it. */
export type VaultValue = 'issuers' | Read;

/** By the placeholder of an argument or an option's value. */
export const vaultValues: Readonly<Record<string, VaultValue>> = {
  name: keysInUse,
  'removed-name': keysInTrash,
  tag: tags,
  id: slots,
  issuer: 'issuers',
};

export async function readVaultValue(settings: Settings, value: VaultValue): Promise<Candidate[]> {
  if (value === 'issuers') return catalogue.map(({ id, name }) => ({ value: id, words: name }));
  const { openVault } = await import('../../compose.ts');
  const vault = await openVault({ ...settings, neverAsk: true });
  try {
    return await value(vault);
  } finally {
    await vault.close();
  }
}

async function keysInUse(vault: Vault): Promise<Candidate[]> {
  const all = await readableKeys(vault);
  return sorted(all.filter(({ removedAt }) => removedAt === null).map(({ name }) => name));
}

async function keysInTrash(vault: Vault): Promise<Candidate[]> {
  const all = await readableKeys(vault);
  return sorted(all.filter(({ removedAt }) => removedAt !== null).map(({ name }) => name));
}

async function tags(vault: Vault): Promise<Candidate[]> {
  return sorted((await readableKeys(vault)).flatMap((apiKey) => apiKey.tags));
}

function sorted(values: readonly string[]): Candidate[] {
  return [...new Set(values)].sort().map((value) => ({ value, words: '' }));
}

async function slots(vault: Vault): Promise<Candidate[]> {
  return (await vault.slots()).map(({ id, kind }) => ({ value: id.toString('hex').slice(0, 8), words: kind }));
}

// Damage is no news for one who presses Tab: list and doctor tell it.
async function readableKeys(vault: Vault) {
  await vault.unlock(['index']);
  return vault.read((reader) => reader.allApiKeys().apiKeys);
}
