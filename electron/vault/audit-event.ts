/** One event of the audit log: who did what to which key, when, and where it went. Never anything of a secret. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Caller } from './ports.ts';

export const auditActions = [
  'vault-created',
  'vault-locked',
  'vault-rekeyed',
  'vault-recovered',
  'slot-added',
  'slot-removed',
  'pin-set',
  'pin-changed',
  'pin-removed',
  'unlock-denied',
  'audit-pruned',
  'vault-backed-up',
  'key-added',
  'key-edited',
  'policy-changed',
  'secret-replaced',
  'secret-stepped-back',
  'key-removed',
  'key-restored',
  'key-purged',
  'key-added-from-backup',
  'secret-revealed',
  'header-printed',
  'secret-copied',
  'delivery-denied',
] as const;

export type AuditAction = (typeof auditActions)[number];

// What a later version adds is read too: its log must not look broken here.
const word = z.string().check(z.regex(/^[a-z][a-z-]{0,63}$/));
const text = z.string().check(z.maxLength(limits.eventTextMaxChars));

const auditEventSchema = z.strictObject({
  /** Milliseconds since 1970, UTC. */
  at: z.int().check(z.nonnegative()),
  surface: word,
  pid: z.int().check(z.nonnegative()),
  /** The program that asked. */
  executable: text,
  /** One of the actions above. */
  action: word,
  /** 32 hex digits, or null where no key was concerned. */
  keyId: z.nullable(text),
  /** The key's name at that time. */
  keyName: z.nullable(text),
  /** An origin or a program; for slots their id; for a denial its error code. */
  destination: z.nullable(text),
});

export type AuditEvent = z.infer<typeof auditEventSchema>;

/** What a use case says of an event; the session adds time and caller. */
export interface EventDraft {
  readonly action: AuditAction;
  readonly key?: { readonly id: Buffer; readonly name: string };
  readonly destination?: string;
}

export function auditEvent(draft: EventDraft, caller: Caller, at: number): AuditEvent {
  return {
    at,
    surface: caller.surface,
    pid: caller.pid,
    executable: caller.executable.slice(0, limits.eventTextMaxChars),
    action: draft.action,
    keyId: draft.key?.id.toString('hex') ?? null,
    keyName: draft.key?.name ?? null,
    destination: draft.destination?.slice(0, limits.eventTextMaxChars) ?? null,
  };
}

export function encodeEvent(event: AuditEvent): Buffer {
  return Buffer.from(JSON.stringify(auditEventSchema.parse(event)));
}

/** @throws KeybearerError 'record-corrupt' */
export function decodeEvent(bytes: Buffer): AuditEvent {
  try {
    return auditEventSchema.parse(JSON.parse(bytes.toString()));
  } catch (cause) {
    throw new KeybearerError('record-corrupt', { table: 'event' }, cause);
  }
}
