/** The quick-copy window: a page of its own beside the window, where the shell has a global shortcut for it. */
import * as z from 'zod/mini';
import { done, id, nothing, procedure } from './procedure.ts';

export const quickProcedures = {
  /** Ids of the keys that were used lately, here or by another program, the last first. */
  'quick.lastUsed': procedure(nothing, z.object({ ids: z.array(z.string()) })),
  /** It is done, or was left: takes it off the screen. */
  'quick.hide': procedure(nothing, done),
  /** Leaves it for the window, and there for this key; null: for what the window shows. @throws 'key-not-found' */
  'quick.toWindow': procedure(z.strictObject({ id: z.nullable(id) }), done),
} as const;
