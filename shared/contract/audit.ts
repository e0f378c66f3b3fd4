/** The audit log. */
import * as z from 'zod/mini';
import { id, instant, nothing, procedure } from './procedure.ts';

const event = z.object({
  seq: z.int(),
  at: instant,
  /** window, cli, proxy; a later version may write others. */
  surface: z.string(),
  pid: z.int(),
  executable: z.string(),
  action: z.string(),
  keyId: z.nullable(z.string()),
  /** The key's name at that time. */
  keyName: z.nullable(z.string()),
  /** An origin or a program; for slots their kind; for a denial its error code. */
  destination: z.nullable(z.string()),
});

export type EventView = z.infer<typeof event>;

export const auditProcedures = {
  /** Newest first, a page at a time. */
  'audit.list': procedure(
    z.strictObject({
      /** Only this key's. */
      keyId: z.optional(id),
      /** Only those before this number. */
      beforeSeq: z.optional(z.int().check(z.positive())),
      max: z.int().check(z.minimum(1), z.maximum(1000)),
    }),
    z.object({ events: z.array(event), more: z.boolean() }),
  ),
  'audit.verify': procedure(
    nothing,
    z.object({
      whole: z.boolean(),
      events: z.int(),
      /** The number of the first event that is missing, altered or out of place; null: the chain is whole. */
      brokenAt: z.nullable(z.int()),
      lastSeq: z.int(),
      /** Events up to here were pruned. */
      prunedSeq: z.int(),
      /** Up to which event the secret key confirms the chain; 0: it does not; null: the vault is locked. */
      confirmedSeq: z.nullable(z.int()),
    }),
  ),
} as const;
