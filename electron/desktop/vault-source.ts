/** Where the window's vault lies: found, opened and created there. */
import { type BigIntStats, statSync } from 'node:fs';
import { composeParts, createVaultAt, openVault, type Settings, vaultExists } from '../compose.ts';
import type { Availability, SlotKind } from '../vault/ports.ts';
import type { CreationPlan } from '../vault/use-cases/create-vault.ts';
import type { Vault } from '../vault/vault.ts';

export interface VaultSource {
  /** The vault file. */
  readonly path: string;
  exists(): boolean;
  /** Tells the file from another that took its place, as a restored backup does; undefined: there is none. */
  identity(): string | undefined;
  open(): Promise<Vault>;
  create(plan: CreationPlan): Promise<Vault>;
  availability(kind: SlotKind): Promise<Availability>;
}

export function vaultSource(settings: Settings): VaultSource {
  return {
    path: settings.path,
    exists: () => vaultExists(settings),
    identity: () => fileIdentity(settings.path),
    open: () => openVault(settings),
    create: (plan) => createVaultAt(settings, plan),
    availability: (kind) => composeParts(settings).protectors[kind].availability(),
  };
}

export function fileIdentity(path: string): string | undefined {
  const stats: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}
