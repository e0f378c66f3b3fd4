/** Builds the parts from the settings: the only place where adapters are chosen. */
import { existsSync, readlinkSync } from 'node:fs';
import { KeychainProtector } from './protectors/keychain.ts';
import { PassphraseProtector } from './protectors/passphrase.ts';
import { RecoveryProtector } from './protectors/recovery.ts';
import { type TpmInspection, TpmProtector } from './protectors/tpm.ts';
import { createVaultFile, SqliteStore } from './storage/sqlite-store.ts';
import { InProcessKeyHolder } from './vault/key-holder.ts';
import type { Caller, CreateStore } from './vault/ports.ts';
import { type CreationPlan, createVault } from './vault/use-cases/create-vault.ts';
import { Vault, type VaultParts } from './vault/vault.ts';

export { formatRecoveryCode, newRecoveryCode, parseRecoveryCode } from './protectors/recovery-code.ts';
export type { TpmInspection } from './protectors/tpm.ts';
export { parseTpmDevice } from './protectors/tpm-device.ts';
export { loosePermissions, makeVaultFolder, translateFileError, vaultPath } from './storage/vault-folder.ts';

export interface Settings {
  /** The vault file. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly surface: Caller['surface'];
  /** The TPM to use, whatever a slot remembers: /dev/tpmrm0, swtpm:host=127.0.0.1,port=N, swtpm:path=/SOCKET. */
  readonly tpmDevice?: string | undefined;
  /** Ends a wait for the desktop's unlock prompt. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the desktop is about to ask the user to unlock the keychain. */
  readonly onPrompt?: (() => void) | undefined;
  /** Whether a locked keychain is refused rather than asked for. */
  readonly neverAsk?: boolean | undefined;
}

/** Takes the vault file into use, locked. */
export async function openVault(settings: Settings): Promise<Vault> {
  return Vault.open({ ...composeParts(settings), store: await SqliteStore.open(settings.path) });
}

export function createVaultAt(settings: Settings, plan: CreationPlan): Promise<Vault> {
  const createStore: CreateStore = (meta, heads, fill) => {
    createVaultFile(settings.path, meta, heads, fill);
    return SqliteStore.open(settings.path);
  };
  return createVault(composeParts(settings), createStore, plan);
}

export function vaultExists(settings: Settings): boolean {
  return existsSync(settings.path);
}

export function composeParts(settings: Settings): Omit<VaultParts, 'store'> {
  const { platform, env, signal, onPrompt, neverAsk } = settings;
  return {
    holder: new InProcessKeyHolder(),
    protectors: {
      keychain: new KeychainProtector({ platform, env, signal, onPrompt, neverAsk }),
      tpm: new TpmProtector({ device: settings.tpmDevice, platform }),
      passphrase: new PassphraseProtector(),
      recovery: new RecoveryProtector(),
    },
    clock: Date.now,
    caller: { surface: settings.surface, pid: process.pid, executable: callingProgram(platform) },
  };
}

/** @param slotBody Of the TPM slot whose TPM to look at; else the one that a new slot would get. */
export function inspectTpm(settings: Settings, slotBody?: unknown): Promise<TpmInspection> {
  return new TpmProtector({ device: settings.tpmDevice, platform: settings.platform }).inspect(slotBody);
}

// For the audit log the program that ran us says more than the path of Node.
function callingProgram(platform: NodeJS.Platform): string {
  if (platform !== 'linux') return process.execPath;
  try {
    return readlinkSync(`/proc/${process.ppid}/exe`);
  } catch {
    return process.execPath; // the parent is another user's, or gone
  }
}
