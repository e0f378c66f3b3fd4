/**
 * What passes between the window and the privileged side: one table of procedures and one of events. The window is not
 * trusted: what it sends is parsed strictly, and of what it gets nothing passes that is not declared here.
 *
 * The window imports types from here (`import type`); the values pull in zod.
 */
import * as z from 'zod/mini';
import { auditProcedures } from './contract/audit.ts';
import { backupProcedures } from './contract/backup.ts';
import { clipboardProcedures, held } from './contract/clipboard.ts';
import { desktopProcedures } from './contract/desktop.ts';
import { importProcedures } from './contract/import.ts';
import { keyProcedures } from './contract/keys.ts';
import { quickProcedures } from './contract/quick.ts';
import { vaultProcedures } from './contract/vault.ts';
import type { ErrorCode, ErrorDetails } from './errors.ts';

export const procedures = {
  ...vaultProcedures,
  ...keyProcedures,
  ...clipboardProcedures,
  ...auditProcedures,
  ...importProcedures,
  ...backupProcedures,
  ...desktopProcedures,
  ...quickProcedures,
} as const;

export const events = {
  /** Secrets cannot be opened any more. */
  'vault.locked': z.object({ why: z.enum(['asked', 'idle', 'suspend', 'screen-lock', 'elsewhere']) }),
  'vault.unlocked': z.object({}),
  /** Slots or PIN changed, or the vault came or went: ask for its status again. */
  'vault.changed': z.object({}),
  /** Keys were added, changed or removed, here or by another process. */
  'keys.changed': z.object({}),
  'clipboard.changed': z.object({ held }),
  /** Show this key: its notification or its place in the tray was clicked. `copy`: and go on to copy it, asking for what that takes. */
  'keys.show': z.object({ id: z.string(), copy: z.boolean() }),
  /** The quick-copy window has come up. Told to that window alone. */
  'quick.shown': z.object({}),
} as const;

type Procedures = typeof procedures;
type Events = typeof events;

export type ProcedureName = keyof Procedures;
export type Input<P extends ProcedureName> = z.infer<Procedures[P]['input']>;
export type Output<P extends ProcedureName> = z.infer<Procedures[P]['output']>;

export type EventName = keyof Events;
export type Payload<E extends EventName> = z.infer<Events[E]>;

/** What went wrong, as a code; the window has the words. */
export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Failures are answers: no procedure rejects. */
export type Result<P extends ProcedureName> = { readonly ok: true; readonly value: Output<P> } | Failure;

/** `window.keybearer`: frozen, with exactly these functions. */
export type Bridge = { readonly [P in ProcedureName]: (input: Input<P>) => Promise<Result<P>> } & {
  /** @returns what ends it. */
  readonly on: <E extends EventName>(event: E, listener: (payload: Payload<E>) => void) => () => void;
};
