/** The backup's document: JSON as docs/backup-format.md describes it. Members are added with a new version alone. */
import * as z from 'zod/mini';
import { expirySources } from '../vault/api-key.ts';

export const formatName = 'keybearer-backup';
export const formatVersion = 1;

/** What is looked at first: whose document it is, and of which version. The keys are checked one by one. */
export const envelopeSchema = z.looseObject({ format: z.literal(formatName), version: z.int().check(z.positive()) });

export const documentSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  createdAt: z.iso.datetime({ offset: true }),
  keys: z.array(z.unknown()),
});

/** ISO 8601 with its offset; within, milliseconds since 1970. */
const instant = z.pipe(
  z.pipe(z.iso.datetime({ offset: true }), z.transform(Date.parse)),
  z.int().check(z.nonnegative()),
);
const nullableText = z.nullable(z.string());
const texts = z.array(z.string());
/** Part names and their text. */
const parts = z.record(z.string(), z.string());
const expiry = { expiresAt: z.nullable(instant), expirySource: z.nullable(z.enum(expirySources)) };

/** The forms alone: what may stand in them is checked as for a key that is typed. */
export const keySchema = z.strictObject({
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  name: z.string(),
  issuer: nullableText,
  account: nullableText,
  environment: nullableText,
  tags: texts,
  origins: texts,
  headers: texts,
  askBeforeUse: z.boolean(),
  envName: nullableText,
  remindDays: z.nullable(z.array(z.int())),
  managementPage: nullableText,
  createdAt: instant,
  rotatedAt: z.nullable(instant),
  ...expiry,
  secret: parts,
  previous: z.nullable(z.strictObject({ rotatedAt: z.nullable(instant), ...expiry, secret: parts })),
  details: parts,
});

export type BackupKey = z.infer<typeof keySchema>;
