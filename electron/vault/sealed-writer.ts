/**
 * Changes the vault's rows inside one transaction. Keeps what must stay true together: each row's seal, both manifests,
 * the audit chain, and the confirmation of its head by the secret side.
 */
import { KeybearerError } from '../../shared/errors.ts';
import { type ApiKey, type ApiKeyRecord, encodeRecord } from './api-key.ts';
import { nextLink, sameLink } from './audit-chain.ts';
import { type AuditEvent, encodeEvent } from './audit-event.ts';
import type { Details } from './details.ts';
import { type Home, type IndexHead, openHead, type SecretHead, sealHead } from './head.ts';
import { rowTerm, withoutRow, withRow } from './manifest.ts';
import { eventRecordId, noContext } from './place.ts';
import { policyHash } from './policy.ts';
import type { ApiKeyRow, SecretSideRow, Side, StoreWriter } from './ports.ts';
import { SealedReader, type WorkingKeys } from './sealed-reader.ts';
import { seal } from './sealing.ts';
import { encodeSecret, type Secret } from './secret.ts';
import { nameTag, type RowKeys, type SecretKeys } from './working-keys.ts';

interface OpenedHead<H> {
  readonly revision: number;
  head: H;
  changed: boolean;
}

export class SealedWriter extends SealedReader {
  /** The raw rows, for what is not sealed: slots, leftovers, the locked epoch. */
  readonly raw: StoreWriter;
  readonly #index: OpenedHead<IndexHead>;
  #secret: OpenedHead<SecretHead> | undefined;

  constructor(rows: StoreWriter, home: Home, keys: WorkingKeys) {
    super(rows, home, keys);
    this.raw = rows;
    this.#index = { revision: rows.head('index').revision, head: this.requireCurrentSecretHead(), changed: false };
  }

  insertApiKey(id: Buffer, record: ApiKeyRecord): ApiKey {
    const row = this.#sealApiKey({ ...record, id, revision: 1 });
    this.raw.insertApiKey(row);
    this.#count('index', undefined, row);
    return { ...record, id, revision: 1 };
  }

  /**
   * Writes a changed record over the one that was read.
   *
   * @param apiKey As read: its revision must still be the row's, else 'changed-elsewhere'.
   */
  updateApiKey(apiKey: ApiKey, changes: Partial<ApiKeyRecord>): ApiKey {
    const old = this.#apiKeyRow(apiKey);
    const updated = { ...apiKey, ...changes, revision: apiKey.revision + 1 };
    const row = this.#sealApiKey(updated);
    this.raw.updateApiKey(row, apiKey.revision);
    this.#count('index', old, row);
    return updated;
  }

  deleteApiKey(apiKey: ApiKey): void {
    const old = this.#apiKeyRow(apiKey);
    this.raw.deleteApiKey(apiKey.id, apiKey.revision);
    this.#count('index', old, undefined);
  }

  /** Stores one edition of a secret, bound to the key's policy. */
  putSecret(apiKey: ApiKey, edition: number, secret: Secret, rowKeys: RowKeys): void {
    this.#putSecretSide({ table: 'secret', apiKeyId: apiKey.id, edition }, secret, policyHash(apiKey), rowKeys);
  }

  /** Without any part, the key has no row of details. */
  putDetails(apiKey: ApiKey, details: Details, rowKeys: RowKeys): void {
    if (details.length === 0) this.deleteSecretSide('details', apiKey.id, 0);
    else this.#putSecretSide({ table: 'details', apiKeyId: apiKey.id, edition: 0 }, details, noContext, rowKeys);
  }

  /** Nothing there is no error. */
  deleteSecretSide(table: 'secret' | 'details', apiKeyId: Buffer, edition: number): void {
    const old = this.rows.secretSideRow(table, apiKeyId, edition);
    if (old === undefined) return;
    this.raw.deleteSecretSide(old);
    this.#count('secret', old, undefined);
  }

  /** Appends to the audit log; with the secret key at hand its new head is confirmed too. */
  appendEvent(event: AuditEvent): void {
    const audit = this.#index.head.audit;
    const seq = audit.seq + 1;
    const place = {
      ...this.home,
      table: 'event',
      recordId: eventRecordId(seq),
      edition: 0,
      revision: 1,
      context: noContext,
    } as const;
    const sealed = seal(this.keys.index.event, place, encodeEvent(event));
    this.raw.insertEvent({ seq, sealed });
    this.#index.head = { ...this.#index.head, audit: nextLink(this.keys.index.chain, audit, sealed) };
    this.#index.changed = true;
  }

  get indexHead(): IndexHead {
    return this.#index.head;
  }

  /** Notes on both sides up to where events were pruned; their rows are the caller's to delete. */
  setPruned(pruned: IndexHead['pruned']): void {
    const secret = this.#secretHead(this.#secretKeys());
    secret.head = { ...secret.head, pruned };
    this.#index.head = { ...this.#index.head, pruned };
    secret.changed = this.#index.changed = true;
  }

  /** Writes the heads. Called once, after all changes and before the commit. */
  finish(): void {
    if (this.keys.secret !== undefined && this.#index.changed) this.confirmAudit();
    if (this.#secret?.changed) {
      this.#writeHead('secret', this.#secret);
      this.#index.head = { ...this.#index.head, secretRevision: this.#secret.revision + 1 };
      this.#index.changed = true;
    }
    if (this.#index.changed) this.#writeHead('index', this.#index);
  }

  /**
   * Confirms the audit chain's head under the secret key, if it goes on from what was confirmed last. One that does not
   * was rewritten by somebody with the index key alone: it stays unconfirmed, and verifying finds it.
   */
  confirmAudit(): void {
    const secret = this.#secretHead(this.#secretKeys());
    let link = secret.head.confirmed;
    for (const row of this.rows.eventsAfter(link.seq)) {
      if (row.seq === link.seq + 1) link = nextLink(this.keys.index.chain, link, row.sealed);
    }
    if (!sameLink(link, this.#index.head.audit)) return;
    secret.head = { ...secret.head, confirmed: link };
    secret.changed = true;
  }

  #writeHead(side: Side, opened: OpenedHead<IndexHead> | OpenedHead<SecretHead>): void {
    const subkey = side === 'index' ? this.keys.index.head : this.#secretKeys().head;
    this.raw.updateHead(side, sealHead(subkey, this.home, side, opened.revision + 1, opened.head), opened.revision);
  }

  #sealApiKey(apiKey: ApiKey): ApiKeyRow {
    const { id, revision, ...record } = apiKey;
    const row = { id, revision, nameTag: record.removedAt === null ? nameTag(this.keys.index, record.name) : null };
    return { ...row, sealed: seal(this.keys.index.record, this.apiKeyPlace(row), encodeRecord(record)) };
  }

  #apiKeyRow(apiKey: ApiKey): ApiKeyRow {
    const row = this.rows.apiKeyById(apiKey.id);
    if (row?.revision !== apiKey.revision) throw new KeybearerError('changed-elsewhere', { name: apiKey.name });
    return row;
  }

  #putSecretSide(
    where: Pick<SecretSideRow, 'table' | 'apiKeyId' | 'edition'>,
    parts: Secret,
    context: Buffer,
    rowKeys: RowKeys,
  ): void {
    const old = this.rows.secretSideRow(where.table, where.apiKeyId, where.edition);
    const place = { ...where, revision: (old?.revision ?? 0) + 1 };
    const encoded = encodeSecret(parts);
    const row = { ...place, sealed: seal(rowKeys[where.table], this.secretSidePlace(place, context), encoded) };
    encoded.fill(0);
    if (old === undefined) this.raw.insertSecretSide(row);
    else this.raw.updateSecretSide(row, old.revision);
    this.#count('secret', old, row);
  }

  /** Takes the old row out of its side's manifest and the new one in. */
  #count<S extends Side>(side: S, old: RowOf<S> | undefined, row: RowOf<S> | undefined): void {
    const opened = side === 'index' ? this.#index : this.#secretHead(this.#secretKeys());
    const subkey = side === 'index' ? this.keys.index.manifest : this.#secretKeys().manifest;
    const term = (counted: ApiKeyRow | SecretSideRow) =>
      rowTerm(
        subkey,
        'table' in counted ? this.secretSidePlace(counted, noContext) : this.apiKeyPlace(counted),
        counted.sealed,
      );
    let manifest = opened.head.manifest;
    if (old !== undefined) manifest = withoutRow(manifest, term(old));
    if (row !== undefined) manifest = withRow(manifest, term(row));
    (opened as OpenedHead<{ manifest: typeof manifest }>).head = { ...opened.head, manifest };
    opened.changed = true;
  }

  #secretKeys(): SecretKeys {
    if (this.keys.secret === undefined) throw new KeybearerError('vault-locked', { side: 'secret' });
    return this.keys.secret;
  }

  #secretHead(keys: SecretKeys): OpenedHead<SecretHead> {
    if (this.#secret === undefined) {
      const row = this.rows.head('secret');
      this.#secret = { revision: row.revision, head: openHead(keys.head, this.home, 'secret', row), changed: false };
    }
    return this.#secret;
  }
}

type RowOf<S extends Side> = S extends 'index' ? ApiKeyRow : SecretSideRow;
