/** Backups: every key in one encrypted file of the age format, and back from it. */
import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { done, finding, nothing, procedure } from './procedure.ts';

const path = z.string().check(z.minLength(1), z.maxLength(limits.pathMaxChars));
/** Taken as it is typed, as age does. */
const passphrase = z.string().check(z.minLength(1), z.maxLength(limits.passphraseMaxChars));

/** What to do with a key that is here with other content. */
export const conflictChoices = ['stop', 'skip', 'replace', 'keep-both'] as const;

const step = z.object({
  name: z.string(),
  /** `add`: it is new. `same`: it is here as it is in the backup. `stop`: it is here with other content, and nothing was chosen. */
  action: z.enum(['add', 'same', 'skip', 'replace', 'stop']),
  /** The name under which it would be stored; null: it would not be. */
  storedAs: z.nullable(z.string()),
  /** What is other here. */
  differsIn: z.array(z.string()),
});

export type RestoreStep = z.infer<typeof step>;

export const backupProcedures = {
  /**
   * Writes a file that does not exist yet, for a passphrase or for recipients of age. Takes the unlocked vault.
   *
   * @throws 'confirmation-needed' while keys that ask before use are in it and `confirmed` is false, 'file-exists', ...
   */
  'backup.write': procedure(
    z.strictObject({
      path,
      passphrase: z.optional(passphrase),
      recipients: z.optional(z.array(z.string().check(z.maxLength(limits.lineMaxChars * 20))).check(z.maxLength(20))),
      confirmed: z.boolean(),
      /** Leave out what does not open, instead of refusing. */
      dropDamaged: z.boolean(),
    }),
    z.object({
      path: z.string(),
      keys: z.int(),
      /** Whether it was opened again; of recipients we have no identity. */
      checked: z.boolean(),
      findings: z.array(finding),
    }),
  ),
  /**
   * Says what restoring would do to each key. Takes the unlocked vault.
   *
   * @throws 'backup-passphrase-needed', 'wrong-backup-passphrase', 'identity-needed' (give `identityPath`), 'not-age', ...
   */
  'restore.preview': procedure(
    z.strictObject({
      path,
      passphrase: z.optional(passphrase),
      /** A file of age's identities. */
      identityPath: z.optional(path),
      onConflict: z.enum(conflictChoices),
    }),
    z.object({ steps: z.array(step) }),
  ),
  /** Does what the last preview showed: all of it, or nothing. @throws 'restore-conflict' while a step says `stop`. */
  'restore.apply': procedure(nothing, z.object({ stored: z.int() })),
  /** Lets go of the last preview. */
  'restore.cancel': procedure(nothing, done),
} as const;
