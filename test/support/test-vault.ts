/**
 * Vaults as the fault tests use them: the real file, the real protectors over a folder that stands for the keychain, and
 * derivations that cost nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import { PassphraseProtector } from '../../electron/protectors/passphrase.ts';
import { RecoveryProtector } from '../../electron/protectors/recovery.ts';
import { TpmProtector } from '../../electron/protectors/tpm.ts';
import { createVaultFile, SqliteStore } from '../../electron/storage/sqlite-store.ts';
import { InProcessKeyHolder } from '../../electron/vault/key-holder.ts';
import type { Clock, Credentials, VaultStore } from '../../electron/vault/ports.ts';
import { type CreationPlan, createVault } from '../../electron/vault/use-cases/create-vault.ts';
import { Vault, type VaultParts } from '../../electron/vault/vault.ts';
import { FolderKeychain } from '../fakes/folder-keychain.ts';
import { noTpm } from '../fakes/no-tpm.ts';

/** N, r and p at their least: what is tested here is not how slow a guess is. */
const cheapScryptCost = { N: 2, r: 1, p: 1 };

/** Where a test's vault and keychain items lie. Plain strings: it is sent to other processes. */
export interface TestHome {
  readonly folder: string;
  /** The vault file. */
  readonly path: string;
  /** The folder that stands for the keychain. */
  readonly itemsFolder: string;
}

/** @param parent Where to make it; it is the caller's to remove. */
export function newHome(parent: string = tmpdir()): TestHome {
  const root = mkdtempSync(join(parent, 'keybearer-fault-'));
  return homeAt(root);
}

export function homeAt(root: string): TestHome {
  const folder = join(root, 'home');
  return { folder, path: join(folder, 'vault.db'), itemsFolder: join(root, 'keychain') };
}

export function removeHome(home: TestHome): void {
  rmSync(join(home.folder, '..'), { recursive: true, force: true });
}

export function keychainOf(home: TestHome): FolderKeychain {
  return new FolderKeychain(home.itemsFolder);
}

export function testParts(home: TestHome, clock: Clock = Date.now): Omit<VaultParts, 'store'> {
  const loadKeytar = async () => keychainOf(home);
  return {
    holder: new InProcessKeyHolder(),
    protectors: {
      // On a Mac no Secret Service is asked first.
      keychain: new KeychainProtector({ platform: 'darwin', env: {}, scryptCost: cheapScryptCost, loadKeytar }),
      tpm: new TpmProtector({ device: noTpm }),
      passphrase: new PassphraseProtector({ scryptCost: cheapScryptCost }),
      recovery: new RecoveryProtector(),
    },
    clock,
    caller: { surface: 'cli', pid: process.pid, executable: 'test' },
  };
}

const keychainOnly: CreationPlan = { kinds: ['keychain'], credentials: {} };

/** @returns the vault, unlocked. */
export function createVaultIn(home: TestHome, plan: CreationPlan = keychainOnly, clock?: Clock): Promise<Vault> {
  return createVault(
    testParts(home, clock),
    (meta, heads, fill) => {
      createVaultFile(home.path, meta, heads, fill);
      return SqliteStore.open(home.path);
    },
    plan,
  );
}

/**
 * @param store Another than the home's own file.
 * @returns the vault, locked.
 */
export async function openVaultIn(home: TestHome, clock?: Clock, store?: VaultStore): Promise<Vault> {
  return Vault.open({ ...testParts(home, clock), store: store ?? (await SqliteStore.open(home.path)) });
}

/** Opens a vault with both keys, works with it, and closes it whatever happens. */
export async function withVault<T>(
  home: TestHome,
  work: (vault: Vault) => Promise<T>,
  { credentials, clock }: { readonly credentials?: Credentials; readonly clock?: Clock } = {},
): Promise<T> {
  const vault = await openVaultIn(home, clock);
  try {
    await vault.unlock(['index', 'secret'], credentials);
    return await work(vault);
  } finally {
    await vault.close();
  }
}
