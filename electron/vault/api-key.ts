/** The ApiKey record: what a vault knows of a key besides its secret. Sealed under the index key, so it needs no PIN. */
import * as z from 'zod/mini';
import { compiled } from '../../shared/compiled-object.ts';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { expiredLead, type ReminderState } from '../../shared/reminder.ts';
import type { Policy } from './policy.ts';

/** Where the expiry came from: the user typed it, the token says so itself, or its issuer did. */
export const expirySources = ['typed', 'token', 'issuer'] as const;

const line = z.string().check(z.minLength(1), z.maxLength(limits.lineMaxChars));
const instant = z.int().check(z.nonnegative());

const expirySource = z.nullable(z.enum(expirySources));
const partName = z.string().check(z.maxLength(limits.partNameMaxChars));
const parts = z.array(partName).check(z.minLength(1), z.maxLength(limits.partsMax));

/** See ReminderState in shared/reminder.ts. */
const reminderState = z.strictObject({
  expiresAt: instant,
  said: z
    .array(z.int().check(z.minimum(expiredLead), z.maximum(limits.leadDayMax)))
    .check(z.maxLength(limits.saidLeadsMax)),
  snooze: z.nullable(z.strictObject({ at: instant, until: instant })),
  claimedAt: z.nullable(instant),
});

/** The stored form: JSON of exactly these fields. Instants are milliseconds since 1970, UTC. */
const apiKeyRecordSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(limits.nameMaxChars)),
  /** An id of the issuer catalogue, or null: not known. */
  issuer: z.nullable(line),
  account: z.nullable(line),
  environment: z.nullable(line),
  tags: z.array(z.string().check(z.maxLength(limits.tagMaxChars))).check(z.maxLength(limits.tagsMax)),
  policy: z.strictObject({
    askBeforeUse: z.boolean(),
    headers: z
      .array(z.string().check(z.maxLength(limits.headerTemplateMaxChars)))
      .check(z.maxLength(limits.headersMax)),
    origins: z.array(z.string().check(z.maxLength(limits.originMaxChars))).check(z.maxLength(limits.originsMax)),
  }),
  /** The names of the secret's parts, in order; ["secret"] for a plain one. */
  parts,
  envName: z.nullable(z.string().check(z.maxLength(limits.envNameMaxChars))),
  createdAt: instant,
  /** Null: it does not expire, as far as anybody has said. */
  expiresAt: z.nullable(instant),
  /** Null when nothing was said. */
  expirySource,
  /** When the secret was last replaced; null: never. */
  rotatedAt: z.nullable(instant),
  /** What the previous edition of the secret was, so that stepping back restores it whole; null: there is none. */
  previous: z.nullable(
    z.strictObject({ parts, expiresAt: z.nullable(instant), expirySource, rotatedAt: z.nullable(instant) }),
  ),
  /** Days before expiry at which to remind; null: the default. */
  leadDays: z.nullable(
    z.array(z.int().check(z.nonnegative(), z.maximum(limits.leadDayMax))).check(z.maxLength(limits.leadDaysMax)),
  ),
  /** What was said of an expiry, and what is not to be said yet; absent: nothing. */
  reminders: z.optional(reminderState),
  managementUrl: z.nullable(z.string().check(z.maxLength(limits.urlMaxChars))),
  /** When it was moved to the trash; null: it is in use. */
  removedAt: z.nullable(instant),
});

/** For a whole vault of them; a command that reads one record does not wait for it. */
const listedRecordSchema = compiled(apiKeyRecordSchema);

export type ExpirySource = (typeof expirySources)[number];

export type ApiKeyRecord = Omit<z.infer<typeof apiKeyRecordSchema>, 'policy' | 'reminders'> & {
  readonly policy: Policy;
  readonly reminders?: ReminderState | undefined;
};

/** A record with what its row says in clear. */
export interface ApiKey extends ApiKeyRecord {
  /** 16 bytes. */
  readonly id: Buffer;
  readonly revision: number;
}

export function encodeRecord(record: ApiKeyRecord): Buffer {
  return Buffer.from(JSON.stringify(z.parse(apiKeyRecordSchema, record)));
}

/** @throws KeybearerError 'record-corrupt' when the bytes are no record of this version. */
export function decodeRecord(bytes: Buffer): ApiKeyRecord {
  return decodeAs(apiKeyRecordSchema, bytes);
}

/** The same for one of thousands. */
export function decodeListedRecord(bytes: Buffer): ApiKeyRecord {
  return decodeAs(listedRecordSchema, bytes);
}

function decodeAs(schema: typeof apiKeyRecordSchema, bytes: Buffer): ApiKeyRecord {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch (cause) {
    throw new KeybearerError('record-corrupt', { table: 'api-key' }, cause);
  }
  const parsed = z.safeParse(schema, json);
  if (!parsed.success) throw new KeybearerError('record-corrupt', { table: 'api-key' }, parsed.error);
  return parsed.data;
}
