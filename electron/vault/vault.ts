/**
 * A vault in use: its file, its keys while they are held, and the two ways to work on it, `read` and `change`. What is
 * done with it stands in use-cases/, one file each.
 */
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { auditEvent, type EventDraft } from './audit-event.ts';
import type {
  Caller,
  Clock,
  Credentials,
  KeyHolder,
  Side,
  SlotKind,
  StoreWriter,
  VaultMeta,
  VaultStore,
} from './ports.ts';
import { SealedReader, type WorkingKeys } from './sealed-reader.ts';
import { SealedWriter } from './sealed-writer.ts';
import { fittingSlots, type Protectors, readableSlots, type Slot, slotPlace } from './slot.ts';
import { deriveIndexKeys, deriveRowKeys, deriveSecretKeys, type RowKeys } from './working-keys.ts';

export interface VaultParts {
  readonly store: VaultStore;
  readonly holder: KeyHolder;
  readonly protectors: Protectors;
  readonly clock: Clock;
  readonly caller: Caller;
}

/** Codes that mean: what was typed is not right. They are logged, and another slot of the kind may still fit. */
const denials = ['wrong-pin', 'wrong-passphrase', 'wrong-recovery-code'] as const;
/** Codes that mean: this slot's row was altered. Another slot of the kind may still fit. */
const damages = ['slot-damaged', 'kdf-out-of-bounds'] as const;
const vaultKeyBytes = 32;

export class Vault {
  readonly parts: VaultParts;
  #meta: VaultMeta;
  #keys: WorkingKeys | undefined;
  readonly #watches = new Set<NodeJS.Timeout>();

  private constructor(parts: VaultParts, meta: VaultMeta) {
    this.parts = parts;
    this.#meta = meta;
  }

  /** Takes a file into use; it is locked, and nothing in it can be read yet. */
  static async open(parts: VaultParts): Promise<Vault> {
    return new Vault(parts, await parts.store.read((reader) => reader.meta()));
  }

  get meta(): VaultMeta {
    return this.#meta;
  }

  /** Whether secrets can be opened. */
  get isUnlocked(): boolean {
    return this.#keys?.secret !== undefined;
  }

  /** Whether names and dates can be read. */
  get isOpen(): boolean {
    return this.#keys !== undefined;
  }

  /** Every slot that can be read. */
  slots(): Promise<Slot[]> {
    return this.parts.store.read((reader) => readableSlots(reader.slots()));
  }

  /**
   * Whether a slot is still one of the vault's, and the vault's keys are those that we know: what the keychain or the TPM kept for
   * another may have gone with it, and what wraps newer keys does not open as one of ours.
   */
  hasSlot({ id }: Slot): Promise<boolean> {
    return this.parts.store.read(
      (reader) =>
        reader.meta().generation === this.#meta.generation &&
        readableSlots(reader.slots()).some((slot) => slot.id.equals(id)),
    );
  }

  /**
   * Gets the keys of the sides that are asked for, from the first slot that fits the credentials.
   *
   * @param named The kind of slot to open, where the user says so.
   * @throws KeybearerError as its protector says: 'pin-needed', 'wrong-pin', 'keychain-locked', 'passphrase-needed', ...
   */
  async unlock(sides: readonly Side[], credentials: Credentials = {}, named?: SlotKind): Promise<void> {
    const { meta, slots } = await this.parts.store.read((reader) => ({
      meta: reader.meta(),
      slots: readableSlots(reader.slots()),
    }));
    this.#dropEndedKeys(meta);
    this.#meta = meta;
    let denied: unknown;
    let damaged: unknown;
    for (const slot of fittingSlots(slots, credentials, named)) {
      try {
        await this.#unlockWith(slot, sides, credentials);
        return;
      } catch (caught) {
        if (denials.some((code) => isKeybearerError(caught, code))) denied = caught;
        else if (damages.some((code) => isKeybearerError(caught, code))) damaged = caught;
        else if (await this.hasSlot(slot)) throw caught;
        else return this.unlock(sides, credentials, named); // another process has exchanged it since we looked
      }
    }
    await this.#logDenial(denied);
    // Damage first: what was typed may be right, for the slot that cannot tell.
    throw damaged ?? denied;
  }

  /** Takes keys into use that are at hand already: of a vault just made, or just given new keys. */
  async hold(meta: VaultMeta, keys: Partial<Record<Side, Buffer>>): Promise<void> {
    const { holder } = this.parts;
    this.#meta = meta;
    if (keys.index !== undefined) await holder.hold('index', meta.vaultId, keys.index);
    if (keys.secret !== undefined) await holder.hold('secret', meta.vaultId, keys.secret);
    const index =
      keys.index === undefined && this.#keys !== undefined ? this.#keys.index : await deriveIndexKeys(holder);
    this.#keys = { index, secret: keys.secret === undefined ? this.#keys?.secret : await deriveSecretKeys(holder) };
  }

  /**
   * Drops the secret key here, and makes every other process that has the vault open drop its own.
   *
   * @throws KeybearerError when the others cannot be told; here it is locked all the same.
   */
  async lock(): Promise<void> {
    try {
      await this.change((writer) => {
        writer.raw.bumpLockedEpoch();
        this.log(writer, { action: 'vault-locked' });
      });
    } finally {
      await this.#dropSecretKey();
    }
  }

  /** @throws KeybearerError 'vault-locked' */
  rowKeys(apiKeyId: Buffer): Promise<RowKeys> {
    return deriveRowKeys(this.parts.holder, apiKeyId);
  }

  /** Works on one consistent state, with records opened. */
  read<T>(work: (reader: SealedReader) => T): Promise<T> {
    return this.parts.store.read((rows) => {
      this.#obey(rows.meta());
      return work(new SealedReader(rows, this.#meta, this.#usableKeys()));
    });
  }

  /** Changes the vault in one transaction: all of it is durable when the promise resolves, or nothing has happened. */
  change<T>(work: (writer: SealedWriter) => T): Promise<T> {
    return this.parts.store.write((rows) => {
      this.#obey(rows.meta());
      const writer = new SealedWriter(rows, this.#meta, this.#usableKeys());
      const result = work(writer);
      writer.finish();
      return result;
    });
  }

  /** A change that seals everything anew: `work` gets what opens the old rows, and the bare rows to write. */
  replaceSeals<T>(work: (from: SealedReader, rows: StoreWriter) => T): Promise<T> {
    return this.parts.store.write((rows) => {
      this.#obey(rows.meta());
      return work(new SealedReader(rows, this.#meta, this.#usableKeys()), rows);
    });
  }

  /** Appends an event of this caller, now. */
  log(writer: SealedWriter, draft: EventDraft): void {
    writer.appendEvent(auditEvent(draft, this.parts.caller, this.parts.clock()));
  }

  /**
   * Calls back when another process has changed the file, a lock included.
   *
   * @param everyMs How often to look: below a second, so that others' changes show within one.
   * @returns what ends it.
   */
  watch(everyMs: number, onChange: () => void): () => void {
    let seen = this.#dataVersion();
    const timer = setInterval(() => {
      const version = this.#dataVersion();
      if (version === undefined || version === seen) return;
      seen = version;
      void this.read(() => undefined).then(onChange, onChange);
    }, everyMs);
    timer.unref();
    this.#watches.add(timer);
    return () => clearInterval(timer);
  }

  async close(): Promise<void> {
    for (const timer of this.#watches) clearInterval(timer);
    this.#keys = undefined;
    await this.parts.holder.drop('secret');
    await this.parts.holder.drop('index');
    this.parts.store.close();
  }

  /** Undefined while it cannot be told: another process is writing, or the file has gone. The next look will tell. */
  #dataVersion(): number | undefined {
    try {
      return this.parts.store.dataVersion();
    } catch (caught) {
      if (isKeybearerError(caught)) return undefined;
      throw caught;
    }
  }

  async #unlockWith(slot: Slot, sides: readonly Side[], credentials: Credentials): Promise<void> {
    const protector = this.parts.protectors[slot.kind];
    // With a PIN the index side comes first, so that a wrong PIN can be written into the audit log.
    const steps = protector.needsPin(slot.body) ? sides.map((side) => [side]) : [sides];
    for (const step of steps) {
      const keys = await protector.unprotect(slotPlace(this.#meta, slot), slot.body, step, credentials);
      try {
        if (Object.values(keys).some((key) => key.length !== vaultKeyBytes)) throw new KeybearerError('slot-damaged');
        await this.hold(this.#meta, keys);
      } finally {
        for (const key of Object.values(keys)) key.fill(0);
      }
    }
  }

  async #logDenial(denied: unknown): Promise<void> {
    if (this.#keys === undefined || !(denied instanceof KeybearerError)) return;
    try {
      await this.change((writer) => this.log(writer, { action: 'unlock-denied', destination: denied.code }));
    } catch (caught) {
      // A full disk must not hide that the PIN was wrong: nothing was delivered, and that is what counts.
      if (!isKeybearerError(caught)) throw caught;
    }
  }

  // Called at the start of every read and change: locks and new keys of other processes hold here from then on.
  #obey(current: VaultMeta): void {
    this.#dropEndedKeys(current);
    if (current.generation !== this.#meta.generation) throw new KeybearerError('vault-rekeyed');
    this.#meta = current;
  }

  /** Drops the keys whose time another process has ended, by a lock or by new keys. */
  #dropEndedKeys(current: VaultMeta): void {
    if (current.generation !== this.#meta.generation) {
      this.#keys = undefined;
      void this.parts.holder.drop('index');
      void this.parts.holder.drop('secret');
    } else if (current.lockedEpoch !== this.#meta.lockedEpoch) void this.#dropSecretKey();
  }

  #usableKeys(): WorkingKeys {
    if (this.#keys === undefined) throw new KeybearerError('vault-locked', { side: 'index' });
    return this.#keys;
  }

  #dropSecretKey(): Promise<void> {
    if (this.#keys !== undefined) this.#keys = { index: this.#keys.index };
    return this.parts.holder.drop('secret');
  }
}
