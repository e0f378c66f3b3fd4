/** Keys: listed without their secrets, and asked for by id. */
import * as z from 'zod/mini';
import { confidences } from '../catalogue/issuer.ts';
import { compiledObject } from '../compiled-object.ts';
import { limits } from '../limits.ts';
import { forms } from '../recognise/match.ts';
import { done, finding, id, instant, line, nothing, procedure } from './procedure.ts';

const key = compiledObject({
  id,
  name: z.string(),
  /** An id of the issuer catalogue as a rule (`findIssuer`), or what the user typed; null: not known. */
  issuer: z.nullable(z.string()),
  account: z.nullable(z.string()),
  environment: z.nullable(z.string()),
  tags: z.array(z.string()),
  /** Templates: `maskedHeader` shows them. Empty: the secret fills no header. */
  headers: z.array(z.string()),
  /** Empty: the secret may be sent nowhere. */
  origins: z.array(z.string()),
  askBeforeUse: z.boolean(),
  /** The names of the secret's parts, in order. */
  parts: z.array(z.string()),
  envName: z.nullable(z.string()),
  createdAt: instant,
  /** Null: it does not expire, as far as anybody has said. */
  expiresAt: z.nullable(instant),
  expirySource: z.nullable(z.enum(['typed', 'token', 'issuer'])),
  /** When the secret was last replaced; null: never. */
  rotatedAt: z.nullable(instant),
  hasPrevious: z.boolean(),
  /** Null: the default. */
  leadDays: z.nullable(z.array(z.int())),
  /** Where the key is managed: its own page, else its issuer's; null: none is known. `keys.openPage` opens it. */
  page: z.nullable(z.string()),
  managementUrl: z.nullable(z.string()),
  /** Nothing is said of its expiry until then; null: it is not snoozed. */
  snoozedUntil: z.nullable(instant),
  /** When it was moved to the trash; null: it is in use. */
  removedAt: z.nullable(instant),
});

export type KeyView = z.infer<typeof key>;

const keyAlone = z.object({ key });
const text = (max: number) => z.string().check(z.maxLength(max));
const name = text(limits.nameMaxChars * 2);

/** Absent: leave it as it is. Null or empty: take it away. */
const fields = {
  issuer: z.optional(z.nullable(line)),
  account: z.optional(z.nullable(line)),
  environment: z.optional(z.nullable(line)),
  tags: z.optional(z.array(text(limits.tagMaxChars)).check(z.maxLength(limits.tagsMax))),
  headers: z.optional(z.array(text(limits.headerTemplateMaxChars)).check(z.maxLength(limits.headersMax))),
  origins: z.optional(z.array(text(limits.originMaxChars)).check(z.maxLength(limits.originsMax))),
  askBeforeUse: z.optional(z.boolean()),
  envName: z.optional(z.nullable(text(limits.envNameMaxChars))),
  expiresAt: z.optional(z.nullable(instant)),
  leadDays: z.optional(z.nullable(z.array(z.int()).check(z.maxLength(limits.leadDaysMax)))),
  managementUrl: z.optional(z.nullable(text(limits.urlMaxChars))),
  notes: z.optional(text(limits.notesMaxBytes)),
  renewal: z.optional(text(limits.renewalMaxBytes)),
  places: z.optional(z.array(text(limits.placeMaxChars)).check(z.maxLength(limits.placesMax))),
};

/** On its way in, once. The window keeps none of it. */
const secretIn = z
  .array(z.strictObject({ name: text(limits.partNameMaxChars), text: text(limits.secretMaxBytes) }))
  .check(z.minLength(1), z.maxLength(limits.partsMax));

/** What is kept beside a secret and as closely. */
const details = z.object({
  notes: z.string(),
  /** How the key is renewed. */
  renewal: z.string(),
  /** Where it is used. */
  places: z.array(z.string()),
});

export type DetailsView = z.infer<typeof details>;

const match = z.object({
  issuerId: z.string(),
  issuerName: z.string(),
  confidence: z.enum(confidences),
  /** Why, in words for people. */
  reason: z.string(),
  form: z.enum(forms),
  /** Places in the pasted text, in UTF-16 units; `prefix` is the public beginning, all that may be shown. */
  parts: z.array(z.object({ name: z.string(), start: z.int(), length: z.int(), prefix: z.string() })),
  /** Parts that the issuer takes and the text does not hold. */
  missingParts: z.array(z.string()),
  /** What the form is filled with. */
  envName: z.nullable(z.string()),
  expiresAt: z.nullable(instant),
  headers: z.array(z.string()),
  origins: z.array(z.string()),
  /** What to ask for where each customer has an origin of their own; null: nothing. */
  originAsked: z.nullable(z.string()),
  page: z.nullable(z.string()),
});

export type MatchView = z.infer<typeof match>;

export const keyProcedures = {
  'keys.list': procedure(nothing, z.object({ keys: z.array(key), findings: z.array(finding) })),
  'keys.trash': procedure(nothing, z.object({ keys: z.array(key) })),
  'keys.add': procedure(z.strictObject({ name, secret: secretIn, ...fields }), keyAlone),
  /** Whose secret a pasted text is or holds, best first. Nothing is stored or sent. */
  'keys.recognise': procedure(
    z.strictObject({ text: text(limits.pastedMaxChars) }),
    z.object({ matches: z.array(match) }),
  ),
  'keys.edit': procedure(z.strictObject({ id, name: z.optional(name), ...fields }), keyAlone),
  'keys.replaceSecret': procedure(z.strictObject({ id, secret: secretIn, ...fields }), keyAlone),
  /** Back to the previous secret; once more: forward again. */
  'keys.undoSecret': procedure(z.strictObject({ id }), keyAlone),
  'keys.remove': procedure(z.strictObject({ id }), keyAlone),
  'keys.restore': procedure(z.strictObject({ id }), keyAlone),
  /** Says nothing of its expiry until an instant; null takes that back. @throws 'no-expiry' */
  'keys.snooze': procedure(z.strictObject({ id, until: z.nullable(instant) }), keyAlone),
  'keys.emptyTrash': procedure(nothing, z.object({ names: z.array(z.string()) })),
  /** They are sealed with the secret: reading them takes the unlocked vault. Empty: there are none. */
  'keys.details': procedure(z.strictObject({ id }), details),
  /** @throws 'confirmation-needed' for a key with ask-before-use until `confirmed` says that the user agreed. */
  'keys.reveal': procedure(
    z.strictObject({ id, confirmed: z.boolean() }),
    z.object({
      parts: z.array(z.object({ name: z.string(), text: z.string() })),
      /** The window hides it then, and tells so by `keys.hide`. */
      hideAfterMs: z.int(),
    }),
  ),
  /** What was revealed is no longer shown. */
  'keys.hide': procedure(nothing, done),
  /** Opens the key's `page` in the user's browser. */
  'keys.openPage': procedure(z.strictObject({ id }), done),
} as const;
