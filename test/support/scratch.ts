/**
 * A vault in a folder of its own for one test: the real file and the real protectors over a keychain in memory, derivations
 * that cost nothing, a clock that the test sets, and the file laid open for whoever plays the attacker.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { PassphraseProtector } from '../../electron/protectors/passphrase.ts';
import { RecoveryProtector } from '../../electron/protectors/recovery.ts';
import { TpmProtector } from '../../electron/protectors/tpm.ts';
import { createVaultFile, SqliteStore } from '../../electron/storage/sqlite-store.ts';
import { InProcessKeyHolder } from '../../electron/vault/key-holder.ts';
import type { Credentials, Side, VaultStore } from '../../electron/vault/ports.ts';
import { plainSecret, type Secret } from '../../electron/vault/secret.ts';
import { type CreationPlan, createVault } from '../../electron/vault/use-cases/create-vault.ts';
import type { Delivery } from '../../electron/vault/use-cases/deliver.ts';
import { Vault, type VaultParts } from '../../electron/vault/vault.ts';
import { cheapScryptCost, FakeProtector } from '../fakes/fake-protector.ts';
import { noTpm } from '../fakes/no-tpm.ts';

export const recoveryCode = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
export const passphrase = Buffer.from('correct horse battery staple');
export const pin = Buffer.from('a pin of some length');
export const both: readonly Side[] = ['index', 'secret'];

/** An instant at which tests begin: 2026-03-01, noon, UTC. */
export const startAt = Date.UTC(2026, 2, 1, 12);

export class Scratch {
  readonly folder: string;
  readonly path: string;
  readonly keychain = new FakeProtector();
  /** Milliseconds since 1970; a test moves it. */
  now = startAt;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'keybearer-unit-'));
    this.path = join(this.folder, 'home', 'vault.db');
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  parts(): Omit<VaultParts, 'store'> {
    return {
      holder: new InProcessKeyHolder(),
      protectors: {
        keychain: this.keychain,
        tpm: new TpmProtector({ device: noTpm }),
        passphrase: new PassphraseProtector({ scryptCost: cheapScryptCost }),
        recovery: new RecoveryProtector(),
      },
      clock: () => this.now,
      caller: { surface: 'cli', pid: 4711, executable: 'test' },
    };
  }

  /** @returns a new vault, unlocked. */
  async create(plan: Partial<CreationPlan> = {}): Promise<Vault> {
    const { kinds = ['recovery'], credentials = { recoveryCode } } = plan;
    const vault = await createVault(
      this.parts(),
      (meta, heads, fill) => {
        createVaultFile(this.path, meta, heads, fill);
        return SqliteStore.open(this.path);
      },
      { kinds, credentials },
    );
    return closedAtEnd(vault);
  }

  /** Opens the vault as another process would. */
  async open(
    sides: readonly Side[] = both,
    credentials: Credentials = { recoveryCode },
    wrapStore: (store: VaultStore) => VaultStore = (store) => store,
  ): Promise<Vault> {
    const store = wrapStore(await SqliteStore.open(this.path));
    const vault = closedAtEnd(await Vault.open({ ...this.parts(), store }));
    if (sides.length > 0) await vault.unlock(sides, credentials);
    return vault;
  }

  /** Works on the file behind the vault's back. */
  edit<T>(work: (file: DatabaseSync) => T): T {
    const file = new DatabaseSync(this.path, { defensive: false });
    try {
      return work(file);
    } finally {
      file.close();
    }
  }

  /** Copies the file as it is now. @returns the copy's path. */
  keepCopy(): string {
    const copy = join(this.folder, `copy-${Math.random().toString(36).slice(2)}.db`);
    copyFileSync(this.path, copy);
    return copy;
  }

  hash(): string {
    return createHash('sha256').update(readFileSync(this.path)).digest('hex');
  }
}

/** A delivery that the user agrees to. */
export const toTerminal: Delivery = { destination: 'terminal', confirm: async () => true };

export function secretOf(text: string): Secret {
  return plainSecret(Buffer.from(text));
}

function closedAtEnd(vault: Vault): Vault {
  onTestFinished(async () => {
    await vault.close().catch(() => {}); // a test may have closed it
  });
  return vault;
}
