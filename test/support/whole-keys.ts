/** Keys with everything that a vault can hold of them, for what takes whole keys. */
import * as fc from 'fast-check';
import { plainPart, type Secret } from '../../electron/vault/secret.ts';
import { checkWholeKey } from '../../electron/vault/use-cases/check-whole-key.ts';
import type { WholeKey } from '../../electron/vault/whole-key.ts';
import { normaliseKeyName } from '../../shared/key-name.ts';

/** A plain key. */
export function wholeKey(
  name: string,
  secret = `secret of ${name}`,
  changes: Partial<WholeKey['record']> = {},
): WholeKey {
  const id = Buffer.alloc(16);
  id.write(name.slice(0, 16));
  const unsaid = { issuer: null, account: null, environment: null, tags: [], envName: null, leadDays: null };
  const dates = { createdAt: 1, expiresAt: null, expirySource: null, rotatedAt: null, removedAt: null, previous: null };
  const policy = { askBeforeUse: false, headers: ['Authorization: Bearer {secret}'], origins: ['https://api.example'] };
  const record = { name, ...unsaid, ...dates, managementUrl: null, policy, parts: [plainPart], ...changes };
  return { id, record, secret: [{ name: plainPart, bytes: Buffer.from(secret) }], previous: undefined, details: [] };
}

const instant = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const line = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `x${text}`.trim());
const expiry = fc.record({
  expiresAt: orNull(instant),
  expirySource: orNull(fc.constantFrom('typed' as const, 'token' as const, 'issuer' as const)),
  rotatedAt: orNull(instant),
});
const secretText = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((text) => !text.includes('\0'));
const partNames = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/), { minLength: 1, maxLength: 4 });

function partsOf(text: fc.Arbitrary<string>): fc.Arbitrary<Secret> {
  return partNames.chain((names) =>
    fc
      .array(text, { minLength: names.length, maxLength: names.length })
      .map((texts) => names.map((name, at) => ({ name, bytes: Buffer.from(texts[at]!) }))),
  );
}

const headerText = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);

/** With headers, its secret fits them; without, it may be any text. */
const secretAndPolicy = fc.boolean().chain((hasHeaders) =>
  fc
    .tuple(
      partsOf(hasHeaders ? headerText : secretText),
      fc.boolean(),
      fc.subarray([
        'https://a.example',
        'https://b.example:8443',
        'http://127.0.0.1:9000',
        'https://xn--bcher-kva.example',
      ]),
    )
    .map(([secret, askBeforeUse, origins]) => {
      const headers = hasHeaders ? secret.map(({ name }, at) => `X-Part-${at}: {${name}}`) : [];
      return { secret, policy: { askBeforeUse, headers, origins } };
    }),
);

const fields = fc.record({
  issuer: orNull(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/)),
  account: orNull(line),
  environment: orNull(line),
  tags: fc.array(line, { maxLength: 4 }),
  envName: orNull(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/)),
  leadDays: orNull(fc.array(fc.integer({ min: 0, max: 3650 }), { maxLength: 5 })),
  managementUrl: orNull(fc.webUrl({ validSchemes: ['https'] })),
  createdAt: instant,
});

const anyKey = fc
  .tuple(
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    line,
    fields,
    secretAndPolicy,
    expiry,
    fc.option(fc.tuple(partsOf(secretText), expiry)),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  .map(([id, name, given, { secret, policy }, dates, before, notes]): WholeKey => {
    const names = (parts: Secret) => parts.map((part) => part.name);
    const previous = before && { ...before[1], parts: names(before[0]) };
    return {
      id: Buffer.from(id),
      record: { name, ...given, policy, parts: names(secret), ...dates, removedAt: null, previous },
      secret,
      previous: before?.[0],
      details: notes === '' || notes.includes('\0') ? [] : [{ name: 'notes', bytes: Buffer.from(notes) }],
    };
  });

/** Keys as they stand in a vault: in their one form, each name and id once. */
export const anyKeys = fc.array(anyKey, { maxLength: 5 }).map((keys) => {
  const usable = keys.flatMap((key) => {
    try {
      return [checkWholeKey(key)];
    } catch {
      return []; // a name or a tag that no vault takes
    }
  });
  const unique = (of: (key: WholeKey) => string) => new Map(usable.map((key) => [of(key), key]));
  const byName = new Set(unique(({ record }) => normaliseKeyName(record.name)).values());
  return [...unique(({ id }) => id.toString('hex')).values()].filter((key) => byName.has(key));
});

/** A key in a form that `toEqual` compares whole. */
export function readable({ id, record, secret, previous, details }: WholeKey) {
  const texts = (parts: Secret | undefined) => parts?.map(({ name, bytes }) => [name, bytes.toString()]);
  return {
    id: id.toString('hex'),
    record: { ...record, reminders: undefined },
    secret: texts(secret),
    previous: texts(previous),
    details: texts(details),
  };
}
