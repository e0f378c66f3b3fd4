/** The clipboard: the secret goes there on the privileged side, and is cleared from there. */
import * as z from 'zod/mini';
import { copyFormatNames } from '../format-names.ts';
import { limits } from '../limits.ts';
import { id, instant, nothing, procedure } from './procedure.ts';

/** What of ours is on the clipboard; null: nothing that would be cleared. */
export const held = z.nullable(
  z.object({
    keyId: id,
    name: z.string(),
    format: z.enum(copyFormatNames),
    clearsAt: instant,
  }),
);

export type ClipboardHeld = z.infer<typeof held>;

export const clipboardProcedures = {
  /**
   * Copies a key as a format says, and clears it after the time of the settings.
   *
   * @throws 'confirmation-needed' as keys.reveal, 'no-header', 'invalid-input' where the format cannot say it.
   */
  'keys.copy': procedure(
    z.strictObject({
      id,
      format: z.enum(copyFormatNames),
      /** Of a secret of several parts only this one; for `raw` alone. */
      part: z.optional(z.string().check(z.maxLength(limits.partNameMaxChars))),
      /** False: the form that fetches the secret from `keybearer` when it runs. It needs no unlocking and is not cleared. */
      withSecret: z.boolean(),
      confirmed: z.boolean(),
    }),
    z.object({ held }),
  ),
  'clipboard.status': procedure(nothing, z.object({ held })),
  /** Clears it now, if it still is ours. */
  'clipboard.clear': procedure(nothing, z.object({ held })),
} as const;
