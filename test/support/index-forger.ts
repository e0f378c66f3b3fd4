/** Somebody who has a vault's index key and its file, and nothing else: what an attacker without the PIN can have. */
import { nextLink } from '../../electron/vault/audit-chain.ts';
import { type AuditEvent, encodeEvent } from '../../electron/vault/audit-event.ts';
import { type IndexHead, openHead, sealHead } from '../../electron/vault/head.ts';
import { InProcessKeyHolder } from '../../electron/vault/key-holder.ts';
import { eventRecordId, noContext } from '../../electron/vault/place.ts';
import type { StoreWriter } from '../../electron/vault/ports.ts';
import { SealedWriter } from '../../electron/vault/sealed-writer.ts';
import { seal } from '../../electron/vault/sealing.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { deriveIndexKeys, type IndexKeys } from '../../electron/vault/working-keys.ts';

/** What the forger works with, inside one transaction. */
export interface Forgery {
  readonly rows: StoreWriter;
  readonly keys: IndexKeys;
  /** Writes records with both the manifest and the index head made to fit; the secret side stays as it is. */
  readonly writer: SealedWriter;
  /** Takes all events away and writes others, as if they had always been there. */
  rewriteLog(events: readonly AuditEvent[], head?: Partial<IndexHead>): void;
  /** Replaces members of the index head. */
  rewriteHead(changes: (head: IndexHead) => Partial<IndexHead>): void;
}

/** @param vault Unlocked: its index key is taken, its secret key is not. */
export async function forge(vault: Vault, work: (forgery: Forgery) => void): Promise<void> {
  const indexKey = await vault.parts.holder.exportForSlot('index');
  const holder = new InProcessKeyHolder();
  await holder.hold('index', vault.meta.vaultId, indexKey);
  const keys = await deriveIndexKeys(holder);
  await vault.parts.store.write((rows) => {
    const home = rows.meta();
    const rewriteHead: Forgery['rewriteHead'] = (changes) => {
      const row = rows.head('index');
      const head = openHead(keys.head, home, 'index', row);
      const forged = { ...head, ...changes(head) };
      rows.updateHead('index', sealHead(keys.head, home, 'index', row.revision + 1, forged), row.revision);
    };
    const rewriteLog: Forgery['rewriteLog'] = (events, changes = {}) => {
      for (const { seq } of [...rows.eventsAfter(0)]) rows.deleteEventsUpTo(seq);
      rewriteHead((head) => {
        let audit = changes.pruned ?? head.pruned;
        for (const event of events) {
          const seq = audit.seq + 1;
          const place = { table: 'event', recordId: eventRecordId(seq), edition: 0, revision: 1 } as const;
          const sealed = seal(keys.event, { ...home, ...place, context: noContext }, encodeEvent(event));
          rows.insertEvent({ seq, sealed });
          audit = nextLink(keys.chain, audit, sealed);
        }
        return { audit, ...changes };
      });
    };
    const writer = new SealedWriter(rows, home, { index: keys });
    work({ rows, keys, writer, rewriteLog, rewriteHead });
  });
}
