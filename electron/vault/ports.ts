/**
 * What the vault needs from outside, as narrow ports. Their adapters live in storage/ and protectors/;
 * compose.ts alone chooses among them, and tests pass fakes in here and nowhere else.
 */
import type { KeyObject } from 'node:crypto';
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';

/** Which of the vault's two keys: the index key (names, dates, audit log) or the secret key (secrets, details). */
export type Side = 'index' | 'secret';

/** The vault's two keys, 32 bytes each. Whoever holds this wipes it. */
export type VaultKeys = Record<Side, Buffer>;

// --- Protectors -------------------------------------------------------------------------------------------------

export type SlotKind = 'keychain' | 'tpm' | 'passphrase' | 'recovery';

/** Where a wrap belongs: bound into it, so that it opens in no other vault, slot or generation. */
export interface SlotPlace {
  /** 16 bytes. */
  readonly vaultId: Buffer;
  /** 16 bytes, random, never used twice. */
  readonly slotId: Buffer;
  readonly kind: SlotKind;
  readonly generation: number;
}

/** What the user typed or handed over to open a slot. The caller wipes the buffers. */
export interface Credentials {
  /** UTF-8, NFKC-normalised; honoured by keychain and TPM slots. */
  readonly pin?: Buffer | undefined;
  /** UTF-8, NFKC-normalised. */
  readonly passphrase?: Buffer | undefined;
  /** 16 bytes. */
  readonly recoveryCode?: Buffer | undefined;
}

/** Yes, or why not. */
export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly code: ErrorCode; readonly details: ErrorDetails };

/** What is left of the guesses at a PIN. */
export interface GuessLimit {
  /** Wrong PINs that may still be given. */
  readonly triesLeft: number;
  /** How long until one more may be given, at most; zero while there are some left. */
  readonly waitSeconds: number;
}

/** What can undo a slot's wraps. */
export interface Protector {
  readonly kind: SlotKind;
  availability(): Promise<Availability>;
  /**
   * Wraps both keys for a new slot.
   *
   * @param replaced The body of the slot in whose place it comes, if there is one: it stays where that was. Not trusted.
   * @returns the slot's body: JSON without anything secret, which the vault file keeps and `unprotect` gets back.
   */
  protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials, replaced?: unknown): Promise<unknown>;
  /**
   * Unwraps the keys of the sides that are asked for.
   *
   * @param body As read from the file: not trusted, parsed and bounded here.
   * @throws KeybearerError with this protector's own code: 'pin-needed', 'wrong-pin', 'keychain-locked', ...
   */
  unprotect(
    place: SlotPlace,
    body: unknown,
    sides: readonly Side[],
    credentials: Credentials,
  ): Promise<Partial<VaultKeys>>;
  /** Whether opening the slot's secret side takes a PIN. Decides nothing but what to ask for. */
  needsPin(body: unknown): boolean;
  /**
   * How guesses at a slot's PIN are limited, by those protectors that limit them.
   *
   * @throws KeybearerError when it cannot be told right now.
   */
  guessLimit?(body: unknown): Promise<GuessLimit>;
  /** Removes what the operating system keeps for a slot. Nothing there is no error. */
  discard(place: Pick<SlotPlace, 'vaultId' | 'slotId'>): Promise<void>;
}

// --- Key holder -------------------------------------------------------------------------------------------------

/** Keeps the vault's keys while they are in use. Subkeys leave it, the keys themselves do not. */
export interface KeyHolder {
  /** Takes a copy; the caller wipes its own. */
  hold(side: Side, vaultId: Buffer, key: Buffer): Promise<void>;
  /** @throws KeybearerError 'vault-locked' when nothing is held for that side. */
  subkey(side: Side, purpose: string, id?: Buffer): Promise<KeyObject>;
  /** The held key itself, to wrap it for a new slot and for nothing else. The caller wipes it. */
  exportForSlot(side: Side): Promise<Buffer>;
  drop(side: Side): Promise<void>;
}

// --- The vault file ---------------------------------------------------------------------------------------------

export interface VaultMeta {
  readonly vaultId: Buffer;
  readonly generation: number;
  /** Counts locks: a process that sees it grow drops its secret key. */
  readonly lockedEpoch: number;
}

export interface SlotRow {
  readonly id: Buffer;
  readonly kind: string;
  readonly createdAt: number;
  /** JSON text, not trusted. */
  readonly body: string;
}

export interface HeadRow {
  readonly revision: number;
  readonly sealed: Buffer;
}

export interface ApiKeyRow {
  readonly id: Buffer;
  readonly revision: number;
  /** 32 bytes, or null for a key in the trash, whose name is free again. */
  readonly nameTag: Buffer | null;
  readonly sealed: Buffer;
}

/** A row of the secret side: an edition of a secret (0 current, 1 previous), or a key's details (edition 0). */
export interface SecretSideRow {
  readonly table: 'secret' | 'details';
  readonly apiKeyId: Buffer;
  readonly edition: number;
  readonly revision: number;
  readonly sealed: Buffer;
}

export interface EventRow {
  readonly seq: number;
  readonly sealed: Buffer;
}

/** Reads of one consistent state of the file. */
export interface StoreReader {
  meta(): VaultMeta;
  slots(): SlotRow[];
  head(side: Side): HeadRow;
  apiKeyByTag(nameTag: Buffer): ApiKeyRow | undefined;
  apiKeyById(id: Buffer): ApiKeyRow | undefined;
  apiKeys(): Iterable<ApiKeyRow>;
  /** The rows without a name tag: the trash. */
  trashed(): ApiKeyRow[];
  secretSideRow(table: 'secret' | 'details', apiKeyId: Buffer, edition: number): SecretSideRow | undefined;
  secretSideRows(): Iterable<SecretSideRow>;
  /** In order of seq, from the one after `seq` on. */
  eventsAfter(seq: number): Iterable<EventRow>;
  /** The keychain items that no slot uses any more, with the time (ms) at which each was noted. */
  leftovers(): { slotId: Buffer; notedAt: number }[];
}

/** Writes inside one transaction. Every method throws 'changed-elsewhere' if it did not hit exactly one row. */
export interface StoreWriter extends StoreReader {
  insertApiKey(row: ApiKeyRow): void;
  /** Replaces the row whose revision is `previous`. */
  updateApiKey(row: ApiKeyRow, previous: number): void;
  deleteApiKey(id: Buffer, revision: number): void;
  insertSecretSide(row: SecretSideRow): void;
  updateSecretSide(row: SecretSideRow, previous: number): void;
  deleteSecretSide(row: Pick<SecretSideRow, 'table' | 'apiKeyId' | 'edition' | 'revision'>): void;
  insertHead(side: Side, row: HeadRow): void;
  updateHead(side: Side, row: HeadRow, previous: number): void;
  insertEvent(row: EventRow): void;
  deleteEventsUpTo(seq: number): number;
  insertSlot(row: SlotRow): void;
  deleteSlot(id: Buffer): void;
  noteLeftover(slotId: Buffer, notedAt: number): void;
  /** Nothing there is no error. */
  forgetLeftover(slotId: Buffer): void;
  bumpLockedEpoch(): void;
  setGeneration(generation: number, previous: number): void;
  /** Deletes all rows of both sides, their heads and all events: only re-keying does this, before it writes them anew. */
  clearSealedRows(): void;
}

/** The vault file, opened. Its adapter translates the engine's errors to codes. */
export interface VaultStore {
  /** Runs `work` on one consistent state. */
  read<T>(work: (reader: StoreReader) => T): Promise<T>;
  /** Runs `work` in one transaction: all of it is durable when the promise resolves, or none of it ever is. */
  write<T>(work: (writer: StoreWriter) => T): Promise<T>;
  /** Changes whenever another connection has committed. */
  dataVersion(): number;
  /**
   * Reads every page.
   * @throws KeybearerError 'vault-damaged' when the tree is.
   */
  checkIntegrity(): Promise<void>;
  close(): void;
}

/** Creates the vault file: complete and durable under its name, or not there at all. */
export type CreateStore = (
  meta: VaultMeta,
  heads: Record<Side, HeadRow>,
  fill: (writer: StoreWriter) => void,
) => Promise<VaultStore>;

// --- Small ones -------------------------------------------------------------------------------------------------

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** Who acts, for the audit log. */
export interface Caller {
  readonly surface: 'window' | 'cli' | 'proxy';
  readonly pid: number;
  /** The program that asked, as far as the system tells. */
  readonly executable: string;
}
