/** Importing keys from other programs' files: first what would be stored, then that, or nothing. */
import * as z from 'zod/mini';
import { confidences } from '../catalogue/issuer.ts';
import { columnRoles, kindNames, skipReasons } from '../import-kinds.ts';
import { limits } from '../limits.ts';
import { done, instant, nothing, procedure } from './procedure.ts';

const path = z.string().check(z.minLength(1), z.maxLength(limits.pathMaxChars));

const place = { path: z.string(), line: z.nullable(z.int()) };

const preview = z.object({
  sources: z.array(z.object({ path: z.string(), kind: z.enum(kindNames) })),
  /** What would be stored. */
  add: z.array(
    z.object({
      ...place,
      name: z.string(),
      /** What it is called where it stands. */
      title: z.string(),
      /** The name that it would have if another did not have it; null: it has it. */
      plainName: z.nullable(z.string()),
      issuer: z.nullable(z.string()),
      confidence: z.nullable(z.enum(confidences)),
      account: z.nullable(z.string()),
      environment: z.nullable(z.string()),
      envName: z.nullable(z.string()),
      headers: z.array(z.string()),
      origins: z.array(z.string()),
      parts: z.array(z.string()),
      tags: z.array(z.string()),
      expiresAt: z.nullable(instant),
      /** The source names an expiry that could not be read. */
      expiryUnread: z.boolean(),
      hasNotes: z.boolean(),
    }),
  ),
  skip: z.array(
    z.object({
      ...place,
      title: z.string(),
      reason: z.enum(skipReasons),
      /** The key that has the same secret; null for other reasons. */
      sameAs: z.nullable(z.string()),
    }),
  ),
});

export type ImportPreview = z.infer<typeof preview>;

export const importProcedures = {
  /**
   * Reads the files and says what would be stored; takes the unlocked vault. The files are named by `files.choose` or typed; a
   * password store is a folder.
   *
   * @throws 'source-kind-unknown' (ask what it is, give `from`), 'source-password-needed' and 'wrong-source-password' (give
   *   `password`), 'source-columns-unknown' (details.columns is their number; ask, and give `columns` by their names), 'file-not-readable', ...
   */
  'import.preview': procedure(
    z.strictObject({
      paths: z.array(path).check(z.minLength(1), z.maxLength(limits.importFilesMax)),
      from: z.optional(z.enum(kindNames)),
      password: z.optional(z.string().check(z.maxLength(limits.passphraseMaxChars))),
      columns: z.optional(
        z
          .array(
            z.strictObject({ role: z.enum(columnRoles), column: z.string().check(z.maxLength(limits.lineMaxChars)) }),
          )
          .check(z.maxLength(columnRoles.length)),
      ),
      /** Take what does not look like an API key too. */
      all: z.boolean(),
    }),
    preview,
  ),
  /** Stores what the last preview showed: all of it, or nothing. @throws 'invalid-input' when there is none any more. */
  'import.apply': procedure(nothing, z.object({ stored: z.int() })),
  /** Lets go of the last preview. */
  'import.cancel': procedure(nothing, done),
} as const;
