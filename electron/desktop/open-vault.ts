/**
 * The vault that the window works on: opened once and kept open. Other processes' changes, locks and new keys are noticed;
 * a file that took its place is opened instead.
 */
import type { EventName, Payload } from '../../shared/contract.ts';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { Credentials } from '../vault/ports.ts';
import { opensByItself } from '../vault/slot.ts';
import type { CreationPlan } from '../vault/use-cases/create-vault.ts';
import { isPinned } from '../vault/use-cases/pin.ts';
import { emptyTrash } from '../vault/use-cases/trash.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultSource } from './vault-source.ts';

/** Tells the window of an event. */
export type Tell = <E extends EventName>(event: E, payload: Payload<E>) => void;

export type LockReason = Payload<'vault.locked'>['why'];

/** Below a second, so that others' changes show within one. */
const watchMs = 500;
const bothSides = ['index', 'secret'] as const;

export class OpenVault {
  readonly source: VaultSource;
  readonly #tell: Tell;
  #vault: Vault | undefined;
  #identity: string | undefined;
  #problem: KeybearerError | undefined;
  /** There was a vault: that there is none is then no beginning, but a loss. */
  #wasThere = false;
  #wasUnlocked = false;
  /** Whoever notices a lock first tells it, and that need not be who locked. */
  #lockReason: LockReason = 'elsewhere';
  #opening: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(source: VaultSource, tell: Tell) {
    this.source = source;
    this.#tell = tell;
  }

  /** Opens the vault, if there is one, as far as nothing must be typed. */
  async start(): Promise<void> {
    await this.#ensureOpen();
    this.#watch = setInterval(() => void this.#look(), watchMs);
    this.#watch.unref();
  }

  /** The open vault; undefined where there is none, or where it cannot be opened: then `problem` says why. */
  async current(): Promise<Vault | undefined> {
    await this.#ensureOpen();
    return this.#vault;
  }

  /** Why the file cannot be opened, or why not even names can be read. */
  get problem(): KeybearerError | undefined {
    return this.#problem;
  }

  get isUnlocked(): boolean {
    return this.#vault?.isUnlocked === true;
  }

  /** @throws KeybearerError 'vault-not-found', or why the vault cannot be opened. */
  async use<T>(work: (vault: Vault) => Promise<T>): Promise<T> {
    const vault = await this.current();
    if (vault === undefined) throw this.#problem ?? new KeybearerError('vault-not-found');
    try {
      return await work(vault);
    } finally {
      this.#noticeLock();
    }
  }

  /** As `use`, for what changes keys. */
  async change<T>(work: (vault: Vault) => Promise<T>): Promise<T> {
    const result = await this.use(work);
    this.#tell('keys.changed', {});
    return result;
  }

  async create(plan: CreationPlan): Promise<void> {
    if (this.source.exists()) throw new KeybearerError('vault-exists', { path: this.source.path });
    this.#hold(await this.source.create(plan));
    this.#problem = undefined;
    this.#noticeUnlock();
    this.#tell('vault.changed', {});
  }

  async unlock(credentials: Credentials): Promise<void> {
    await this.use((vault) => vault.unlock(bothSides, credentials));
    this.#problem = undefined;
    await this.emptyDueTrash();
    this.#noticeUnlock();
  }

  /** Locks here and in every other process. A vault that is locked stays as it is. */
  async lock(why: LockReason): Promise<void> {
    const vault = this.#vault;
    if (vault === undefined || !vault.isUnlocked) return;
    this.#lockReason = why;
    await vault.lock().finally(() => {
      this.#noticeLock();
      this.#lockReason = 'elsewhere';
    });
  }

  /** Slots or PIN are others now. */
  changed(): void {
    this.#tell('vault.changed', {});
  }

  /** Secrets leave their manifest, which takes the secret key: so it is done while that is at hand. */
  async emptyDueTrash(): Promise<void> {
    if (this.#vault?.isUnlocked !== true) return;
    await emptyTrash(this.#vault, 'due').catch(exceptOurs);
  }

  /** For good: a call that is still under way opens nothing again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    await this.#opening;
    const vault = this.#vault;
    this.#vault = undefined;
    await vault?.close();
  }

  // One at a time: calls of the window come side by side.
  async #ensureOpen(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  async #open(): Promise<void> {
    if (this.#isClosed) return;
    const identity = this.source.identity();
    const isSame = identity === this.#identity;
    if (this.#vault !== undefined && isSame) return;
    const had = this.#vault;
    this.#vault = undefined;
    this.#identity = identity;
    await had?.close();
    if (identity === undefined) this.#problem = this.#wasThere ? new KeybearerError('vault-not-found') : undefined;
    else await this.#openFile(identity);
    // At the start there is nobody to be told.
    if (isSame || this.#watch === undefined) return;
    this.#noticeLock();
    this.#tell('vault.changed', {});
    this.#tell('keys.changed', {});
  }

  async #openFile(identity: string): Promise<void> {
    try {
      const vault = await this.source.open();
      this.#problem = await this.#unlockUntyped(vault);
      this.#hold(vault, identity);
      this.#noticeUnlock();
    } catch (caught) {
      exceptOurs(caught);
      this.#problem = caught as KeybearerError;
    }
  }

  /** Unlocks as far as the system does by itself: no prompt is drawn before the user has asked for anything. */
  async #unlockUntyped(vault: Vault): Promise<KeybearerError | undefined> {
    const slots = (await vault.slots()).filter(opensByItself);
    // A TPM goes before the keychain, and draws no prompts.
    const asksKeychain = slots.length > 0 && slots.every(({ kind }) => kind === 'keychain');
    const availability = asksKeychain ? await this.source.availability('keychain') : { available: true as const };
    if (!availability.available) return new KeybearerError(availability.code, availability.details);
    const pinned = slots.some((slot) => isPinned(vault, slot));
    try {
      await vault.unlock(pinned ? ['index'] : bothSides);
      return undefined;
    } catch (caught) {
      exceptOurs(caught);
      return caught as KeybearerError;
    }
  }

  #hold(vault: Vault, identity = this.source.identity()): void {
    this.#vault = vault;
    this.#identity = identity;
    this.#wasThere = true;
    vault.watch(watchMs, () => void this.#othersChanged(vault));
  }

  async #othersChanged(vault: Vault): Promise<void> {
    if (vault !== this.#vault) return;
    // New keys of another process have ended ours: the index side comes back by itself.
    if (!vault.isOpen) this.#problem = await this.#unlockUntyped(vault);
    this.#noticeLock();
    if (vault.isUnlocked) this.#noticeUnlock();
    this.#tell('vault.changed', {});
    this.#tell('keys.changed', {});
  }

  async #look(): Promise<void> {
    if (this.#opening === undefined && this.source.identity() !== this.#identity) await this.#ensureOpen();
  }

  #noticeLock(): void {
    if (!this.#wasUnlocked || this.isUnlocked) return;
    this.#wasUnlocked = false;
    this.#tell('vault.locked', { why: this.#lockReason });
  }

  #noticeUnlock(): void {
    if (this.#wasUnlocked || !this.isUnlocked) return;
    this.#wasUnlocked = true;
    this.#tell('vault.unlocked', {});
  }
}

function exceptOurs(caught: unknown): void {
  if (!isKeybearerError(caught)) throw caught;
}
