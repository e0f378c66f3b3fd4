/** Heads: one sealed row per side that says what all its rows add up to. Written in the same transaction as every change. */
import type { KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import type { ChainLink } from './audit-chain.ts';
import type { Manifest } from './manifest.ts';
import { headRecordId, noContext, type Place } from './place.ts';
import type { HeadRow, Side } from './ports.ts';
import { open, seal } from './sealing.ts';

export interface IndexHead {
  readonly manifest: Manifest;
  /** The last event. */
  readonly audit: ChainLink;
  /** The last event that was pruned: the chain is checked from here. */
  readonly pruned: ChainLink;
  /** The secret head's revision: an older secret side does not go with this index side. */
  readonly secretRevision: number;
}

export interface SecretHead {
  readonly manifest: Manifest;
  /** The audit chain as the secret key last confirmed it: who has the index key alone cannot rewrite it up to here. */
  readonly confirmed: ChainLink;
  /** As the index head has it: pruning takes the secret key. */
  readonly pruned: ChainLink;
}

export type Head<S extends Side> = S extends 'index' ? IndexHead : SecretHead;

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const link = z.strictObject({ seq: z.int().check(z.nonnegative()), hash });
// A count below zero is what a replayed row leaves when it is removed: a mismatch to report, and no reason to stop writing.
const manifest = { rows: z.int(), sum: hash };
const schemas = {
  index: z.strictObject({ ...manifest, audit: link, pruned: link, secretRevision: z.int().check(z.positive()) }),
  secret: z.strictObject({ ...manifest, confirmed: link, pruned: link }),
};

/** Which vault and generation a head, or any other row, belongs to. */
export interface Home {
  readonly vaultId: Buffer;
  readonly generation: number;
}

export function sealHead<S extends Side>(
  subkey: KeyObject,
  home: Home,
  side: S,
  revision: number,
  head: Head<S>,
): HeadRow {
  const { rows, sum } = head.manifest;
  const links = 'audit' in head ? indexLinks(head) : { confirmed: toJson(head.confirmed), pruned: toJson(head.pruned) };
  const json = { rows, sum: sum.toString(16).padStart(64, '0'), ...links };
  return { revision, sealed: seal(subkey, headPlace(home, side, revision), Buffer.from(JSON.stringify(json))) };
}

/** @throws KeybearerError 'manifest-mismatch': without its head a side cannot be known to be whole. */
export function openHead<S extends Side>(subkey: KeyObject, home: Home, side: S, row: HeadRow): Head<S> {
  try {
    const json: unknown = JSON.parse(open(subkey, headPlace(home, side, row.revision), row.sealed).toString());
    const head = side === 'index' ? openedIndexHead(json) : openedSecretHead(json);
    return head as Head<S>;
  } catch (cause) {
    throw new KeybearerError('manifest-mismatch', { side }, cause);
  }
}

function indexLinks({ audit, pruned, secretRevision }: IndexHead) {
  return { audit: toJson(audit), pruned: toJson(pruned), secretRevision };
}

function openedIndexHead(json: unknown): IndexHead {
  const { rows, sum, audit, pruned, secretRevision } = schemas.index.parse(json);
  return {
    manifest: { rows, sum: BigInt(`0x${sum}`) },
    audit: fromJson(audit),
    pruned: fromJson(pruned),
    secretRevision,
  };
}

function openedSecretHead(json: unknown): SecretHead {
  const { rows, sum, confirmed, pruned } = schemas.secret.parse(json);
  return { manifest: { rows, sum: BigInt(`0x${sum}`) }, confirmed: fromJson(confirmed), pruned: fromJson(pruned) };
}

function headPlace(home: Home, side: Side, revision: number): Place {
  const table = side === 'index' ? 'index-head' : 'secret-head';
  return { ...home, table, recordId: headRecordId, edition: 0, revision, context: noContext };
}

function toJson(chainLink: ChainLink) {
  return { seq: chainLink.seq, hash: chainLink.hash.toString('hex') };
}

function fromJson(json: z.infer<typeof link>): ChainLink {
  return { seq: json.seq, hash: Buffer.from(json.hash, 'hex') };
}
