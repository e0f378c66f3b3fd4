/** Reads the vault's rows and opens them: the only place where sealed rows become records, secrets and details. */
import { type ErrorCode, isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { normaliseKeyName } from '../../shared/key-name.ts';
import { type ApiKey, decodeListedRecord, decodeRecord } from './api-key.ts';
import type { Details } from './details.ts';
import { type Home, type IndexHead, openHead } from './head.ts';
import { emptyManifest, rowTermAt, sameManifest, withRow } from './manifest.ts';
import { encodePlace, noContext, type Place } from './place.ts';
import { policyHash } from './policy.ts';
import type { ApiKeyRow, SecretSideRow, StoreReader } from './ports.ts';
import { open, openAt } from './sealing.ts';
import { decodeSecret, type Secret } from './secret.ts';
import { type IndexKeys, nameTag, type RowKeys, type SecretKeys } from './working-keys.ts';

export interface WorkingKeys {
  readonly index: IndexKeys;
  /** Absent while the vault is locked. */
  readonly secret?: SecretKeys | undefined;
}

/** Something that does not fit: said, never hidden, and never a reason to hide what does fit. */
export interface Finding {
  readonly code: ErrorCode;
  /** Which table or side. */
  readonly where: string;
  /** 32 hex digits of the ApiKey's id, or null where it is about a whole side. */
  readonly keyId: string | null;
}

export class SealedReader {
  readonly rows: StoreReader;
  readonly home: Home;
  readonly keys: WorkingKeys;

  constructor(rows: StoreReader, home: Home, keys: WorkingKeys) {
    this.rows = rows;
    this.home = home;
    this.keys = keys;
  }

  apiKeyByName(name: string): ApiKey | undefined {
    const row = this.rows.apiKeyByTag(nameTag(this.keys.index, name));
    if (row === undefined) return undefined;
    const apiKey = this.openApiKey(row);
    // The tag is bound into the seal. That the record has this very name is checked besides, so that a lookup answers the
    // key of that name whoever wrote the row or patched the index that led to it.
    if (normaliseKeyName(apiKey.name) === normaliseKeyName(name)) return apiKey;
    throw new KeybearerError('record-corrupt', { table: 'api-key', keyId: apiKey.id.toString('hex') });
  }

  apiKeyById(id: Buffer): ApiKey | undefined {
    const row = this.rows.apiKeyById(id);
    return row === undefined ? undefined : this.openApiKey(row);
  }

  /** The keys in the trash. */
  trashed(): ApiKey[] {
    return this.rows.trashed().map((row) => this.openApiKey(row));
  }

  /** @throws KeybearerError 'record-corrupt', with the key's id. */
  openApiKey(row: ApiKeyRow): ApiKey {
    try {
      return this.#openApiKeyAt(encodePlace(this.apiKeyPlace(row)), row, decodeRecord);
    } catch (cause) {
      throw naming(cause, 'api-key', row.id);
    }
  }

  /** Opens every record, in use or in the trash, and checks that all of them are there. */
  allApiKeys(): { apiKeys: ApiKey[]; findings: Finding[] } {
    const apiKeys: ApiKey[] = [];
    const findings: Finding[] = [];
    let manifest = emptyManifest;
    for (const row of this.rows.apiKeys()) {
      collect(findings, 'api-key', row.id, () => {
        const place = encodePlace(this.apiKeyPlace(row));
        manifest = withRow(manifest, rowTermAt(this.keys.index.manifest, place, row.sealed));
        apiKeys.push(this.#openApiKeyAt(place, row, decodeListedRecord));
      });
    }
    collect(findings, 'index', null, () => {
      const head = this.openIndexHead();
      collect(findings, 'secret', null, () => this.requireCurrentSecretHead());
      if (!sameManifest(head.manifest, manifest)) throw new KeybearerError('manifest-mismatch', { side: 'index' });
    });
    return { apiKeys, findings };
  }

  /** @returns undefined when the key has no such edition. The caller wipes the secret. */
  secret(apiKey: ApiKey, edition: number, rowKeys: RowKeys): Secret | undefined {
    this.requireCurrentSecretHead();
    const row = this.rows.secretSideRow('secret', apiKey.id, edition);
    return row === undefined ? undefined : this.openSecret(row, policyHash(apiKey), rowKeys);
  }

  /** @returns undefined when the key has none. The caller wipes them. */
  details(apiKey: ApiKey, rowKeys: RowKeys): Details | undefined {
    this.requireCurrentSecretHead();
    const row = this.rows.secretSideRow('details', apiKey.id, 0);
    return row === undefined ? undefined : this.openDetails(row, rowKeys);
  }

  openSecret(row: SecretSideRow, policy: Buffer, rowKeys: RowKeys): Secret {
    this.requireUnlocked();
    try {
      return decoded(open(rowKeys.secret, this.secretSidePlace(row, policy), row.sealed));
    } catch (cause) {
      throw naming(cause, 'secret', row.apiKeyId);
    }
  }

  openDetails(row: SecretSideRow, rowKeys: RowKeys): Details {
    this.requireUnlocked();
    try {
      return decoded(open(rowKeys.details, this.secretSidePlace(row, noContext), row.sealed));
    } catch (cause) {
      throw naming(cause, 'details', row.apiKeyId);
    }
  }

  /**
   * Refuses when the secret key is gone. What it made, row keys and wraps, is made before a transaction begins: a lock of
   * another process may have come in between, and holds.
   */
  requireUnlocked(): void {
    if (this.keys.secret === undefined) throw new KeybearerError('vault-locked', { side: 'secret' });
  }

  /** @throws KeybearerError 'manifest-mismatch' */
  openIndexHead(): IndexHead {
    return openHead(this.keys.index.head, this.home, 'index', this.rows.head('index'));
  }

  /**
   * Checks that the secret side is as new as the index side: an older one, whole in itself, was put back otherwise. Its
   * revision stands in clear, so unlocked the head is opened too.
   *
   * @returns the index head, which says so.
   * @throws KeybearerError 'manifest-mismatch'
   */
  requireCurrentSecretHead(): IndexHead {
    const index = this.openIndexHead();
    const row = this.rows.head('secret');
    if (row.revision !== index.secretRevision) throw new KeybearerError('manifest-mismatch', { side: 'secret' });
    if (this.keys.secret !== undefined) openHead(this.keys.secret.head, this.home, 'secret', row);
    return index;
  }

  protected apiKeyPlace(row: Pick<ApiKeyRow, 'id' | 'revision' | 'nameTag'>): Place {
    const { id, revision } = row;
    return { ...this.home, table: 'api-key', recordId: id, edition: 0, revision, context: row.nameTag ?? noContext };
  }

  secretSidePlace(row: Omit<SecretSideRow, 'sealed'>, context: Buffer): Place {
    const { table, apiKeyId, edition, revision } = row;
    return { ...this.home, table, recordId: apiKeyId, edition, revision, context };
  }

  // Members are added, not spread into a new object: this runs once per row of a vault.
  #openApiKeyAt(place: Buffer, row: ApiKeyRow, decode: typeof decodeRecord): ApiKey {
    const record = decode(openAt(this.keys.index.record, place, row.sealed));
    return Object.assign(record, { id: row.id, revision: row.revision });
  }
}

/** Runs a check and turns the KeybearerError that it throws into a finding. */
export function collect(findings: Finding[], where: string, id: Buffer | null, check: () => void): void {
  try {
    check();
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    const finding = { code: caught.code, where, keyId: id?.toString('hex') ?? null };
    // What is wrong with a whole side may be met twice.
    const isKnown = id === null && findings.some((known) => known.code === finding.code && known.where === where);
    if (!isKnown) findings.push(finding);
  }
}

/** What a reading answers; undefined where it throws a KeybearerError. */
export function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (caught) {
    if (isKeybearerError(caught)) return undefined;
    throw caught;
  }
}

/** @param encoded Wiped here. */
function decoded(encoded: Buffer): Secret {
  try {
    return decodeSecret(encoded);
  } finally {
    encoded.fill(0);
  }
}

function naming(caught: unknown, table: string, id: Buffer): unknown {
  if (!isKeybearerError(caught)) return caught;
  return new KeybearerError(caught.code, { ...caught.details, table, keyId: id.toString('hex') }, caught);
}
