/** Reading, verifying and pruning the audit log. */
import { isKeybearerError } from '../../../shared/errors.ts';
import { type ChainLink, nextLink, sameLink } from '../audit-chain.ts';
import { type AuditEvent, decodeEvent } from '../audit-event.ts';
import { openHead } from '../head.ts';
import { eventRecordId, noContext } from '../place.ts';
import type { EventRow } from '../ports.ts';
import type { SealedReader } from '../sealed-reader.ts';
import { open } from '../sealing.ts';
import type { Vault } from '../vault.ts';

export interface NumberedEvent extends AuditEvent {
  readonly seq: number;
}

export interface AuditLog {
  /** Those that can be read, in order. */
  readonly events: NumberedEvent[];
  /** The number of the first event that is missing, altered or out of place; null: the chain is whole. */
  readonly brokenAt: number | null;
  /** The number of the last event, as the sealed head has it. */
  readonly lastSeq: number;
  /** Events up to here were pruned. */
  readonly prunedSeq: number;
  /** Up to which event the secret key confirms the chain: 0 where it does not, null while the vault is locked. */
  readonly confirmedSeq: number | null;
}

/** Whether nothing was removed, altered or put in: as far as the chain, and the secret key's confirmation of it, tell. */
export function isWhole(log: AuditLog): boolean {
  return log.brokenAt === null && log.confirmedSeq !== 0;
}

/** Reads the whole log and checks its chain from the first event on. */
export function readAuditLog(vault: Vault): Promise<AuditLog> {
  return vault.read(openAuditLog);
}

/**
 * Deletes the events before an instant; the chain goes on from where it was cut. A broken chain is left as it is.
 *
 * @returns how many were deleted.
 */
export async function pruneAuditLog(vault: Vault, before: number): Promise<number> {
  return vault.change((writer) => {
    const log = openAuditLog(writer);
    const cutAt = (log.events.find((event) => event.at >= before)?.seq ?? log.lastSeq + 1) - 1;
    if (!isWhole(log) || cutAt <= log.prunedSeq) return 0;
    writer.confirmAudit();
    writer.setPruned(walkChain(writer, cutAt).last);
    const deleted = writer.raw.deleteEventsUpTo(cutAt);
    vault.log(writer, { action: 'audit-pruned', destination: `${deleted} events` });
    return deleted;
  });
}

/** The same within a read or a change that is under way. */
export function openAuditLog(reader: SealedReader): AuditLog {
  const { keys, home, rows } = reader;
  const head = openHead(keys.index.head, home, 'index', rows.head('index'));
  const chain = walkChain(reader);
  const events = readableEvents(reader);
  const brokenAt =
    chain.gapAt ?? (sameLink(chain.last, head.audit) ? null : Math.min(chain.last.seq, head.audit.seq) + 1);
  const log = { events, brokenAt, lastSeq: head.audit.seq, prunedSeq: head.pruned.seq };
  if (keys.secret === undefined) return { ...log, confirmedSeq: null };
  const { confirmed, pruned } = openHead(keys.secret.head, home, 'secret', rows.head('secret'));
  const onChain = sameLink(pruned, head.pruned) && sameLink(walkChain(reader, confirmed.seq).last, confirmed);
  return { ...log, confirmedSeq: onChain ? confirmed.seq : 0 };
}

/** The events that open, in order, whatever became of the others. */
export function readableEvents(reader: SealedReader, afterSeq = 0): NumberedEvent[] {
  return [...reader.rows.eventsAfter(afterSeq)].flatMap((row) => openEvent(reader, row) ?? []);
}

const deliveries: readonly string[] = ['secret-revealed', 'header-printed', 'secret-copied'];
/** How far back is looked for what was used lately. */
const lately = 200;

/** The ids of the keys that were used lately, as hex, the last first. */
export function lastUsedKeys(vault: Vault): Promise<string[]> {
  return vault.read((reader) => {
    const { keys, home, rows } = reader;
    const { audit } = openHead(keys.index.head, home, 'index', rows.head('index'));
    const used = readableEvents(reader, Math.max(0, audit.seq - lately)).filter(({ action }) =>
      deliveries.includes(action),
    );
    return [...new Set(used.reverse().flatMap(({ keyId }) => keyId ?? []))];
  });
}

/** Hashes the rows from where the log was pruned, up to an event or to the last. */
function walkChain(reader: SealedReader, upTo = Number.POSITIVE_INFINITY): { last: ChainLink; gapAt: number | null } {
  const { keys, home, rows } = reader;
  let last = openHead(keys.index.head, home, 'index', rows.head('index')).pruned;
  // From the very first row on: one that lies before what was pruned was put there by somebody else.
  for (const row of rows.eventsAfter(Number.NEGATIVE_INFINITY)) {
    if (row.seq > upTo) break;
    if (row.seq !== last.seq + 1) return { last, gapAt: last.seq + 1 };
    if (openEvent(reader, row) === undefined) return { last, gapAt: row.seq };
    last = nextLink(keys.index.chain, last, row.sealed);
  }
  return { last, gapAt: null };
}

function openEvent({ keys, home }: SealedReader, { seq, sealed }: EventRow): NumberedEvent | undefined {
  const common = { ...home, table: 'event', edition: 0, revision: 1, context: noContext } as const;
  try {
    const place = { ...common, recordId: eventRecordId(seq) };
    return { seq, ...decodeEvent(open(keys.index.event, place, sealed)) };
  } catch (caught) {
    if (isKeybearerError(caught)) return undefined;
    throw caught;
  }
}
