/**
 * Reads a backup's document. Whoever knows a recipient can make one, so nothing in it is trusted: each key passes the checks
 * of one that is typed, and all of them do, or none is answered.
 */
import { isUtf8 } from 'node:buffer';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { normaliseKeyName } from '../../shared/key-name.ts';
import type { Secret } from '../vault/secret.ts';
import { checkWholeKey } from '../vault/use-cases/check-whole-key.ts';
import { type WholeKey, wipeWholeKeys } from '../vault/whole-key.ts';
import { type BackupKey, documentSchema, envelopeSchema, formatVersion, keySchema } from './format.ts';

/** The document's own depth is five. V8 reads any, at 30 bytes of memory for each bracket. */
const maxDepth = 8;

/**
 * @param bytes UTF-8 JSON. Becomes strings here, which cannot be wiped; the bytes stay the caller's.
 * @returns the keys. The caller wipes them.
 * @throws KeybearerError 'not-a-backup', 'backup-from-newer-version', 'backup-invalid' with `reason`, 'backup-key-unfit'.
 */
export function decodeBackup(bytes: Buffer): WholeKey[] {
  const document = parseDocument(bytes);
  const keys: WholeKey[] = [];
  try {
    for (const [at, json] of document.keys.entries()) keys.push(wholeKey(json, at));
    refuseTwice(keys);
    return keys;
  } catch (caught) {
    wipeWholeKeys(keys);
    throw caught;
  }
}

function parseDocument(bytes: Buffer): { keys: unknown[] } {
  const json = parseJson(bytes);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) throw new KeybearerError('not-a-backup', {}, envelope.error);
  const { version } = envelope.data;
  if (version > formatVersion) throw new KeybearerError('backup-from-newer-version', { version });
  const document = documentSchema.safeParse(json);
  if (!document.success) throw invalid('form', memberOf(document.error.issues[0]?.path ?? []));
  return document.data;
}

function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw invalid('not-utf8');
  if (depthOf(bytes) > maxDepth) throw invalid('nesting');
  try {
    // A byte order mark is what some editors leave at the start.
    return JSON.parse(bytes.toString().replace(/^\ufeff/, ''));
  } catch {
    // The parser's message quotes the text, which may be a secret: it goes no further, not even as a cause.
    throw new KeybearerError('not-a-backup', { reason: 'json' });
  }
}

function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) inString = !inString;
    else if (inString && byte === 0x5c) at++;
    else if (!inString && (byte === 0x5b || byte === 0x7b)) deepest = Math.max(deepest, ++depth);
    else if (!inString && (byte === 0x5d || byte === 0x7d)) depth--;
  }
  return deepest;
}

function wholeKey(json: unknown, at: number): WholeKey {
  const parsed = keySchema.safeParse(json);
  if (!parsed.success) throw invalid('form', memberOf(['keys', at, ...(parsed.error.issues[0]?.path ?? [])]));
  try {
    return checkWholeKey(toWholeKey(parsed.data));
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    const details = { ...caught.details, number: at + 1, keyName: parsed.data.name.slice(0, 140), why: caught.code };
    throw new KeybearerError('backup-key-unfit', details, caught);
  }
}

function toWholeKey(json: BackupKey): WholeKey {
  const { id, name, issuer, account, environment, tags, envName, createdAt, rotatedAt, expiresAt, expirySource } = json;
  const { origins, headers, askBeforeUse, remindDays: leadDays, managementPage: managementUrl } = json;
  const [secret, previous] = [partsOf(json.secret), json.previous && partsOf(json.previous.secret)];
  const names = (parts: Secret) => parts.map((part) => part.name);
  const policy = { askBeforeUse, headers, origins };
  const record = { name, issuer, account, environment, tags, policy, envName, leadDays, managementUrl };
  const dates = { createdAt, rotatedAt, expiresAt, expirySource, removedAt: null };
  return {
    id: Buffer.from(id, 'hex'),
    record: {
      ...record,
      ...dates,
      parts: names(secret),
      previous: json.previous && previous && { ...withoutSecret(json.previous), parts: names(previous) },
    },
    secret,
    previous: previous ?? undefined,
    details: partsOf(json.details),
  };
}

function withoutSecret({ rotatedAt, expiresAt, expirySource }: NonNullable<BackupKey['previous']>) {
  return { rotatedAt, expiresAt, expirySource };
}

function partsOf(json: Readonly<Record<string, string>>): Secret {
  return Object.entries(json).map(([name, text]) => {
    // Half a surrogate pair would silently become another character.
    if (!text.isWellFormed()) throw new KeybearerError('secret-unfit', { reason: 'not-utf8', part: null });
    return { name, bytes: Buffer.from(text) };
  });
}

function refuseTwice(keys: readonly WholeKey[]): void {
  const names = keys.map(({ record }) => normaliseKeyName(record.name));
  if (new Set(names).size < keys.length) throw invalid('name-twice');
  if (new Set(keys.map(({ id }) => id.toString('hex'))).size < keys.length) throw invalid('id-twice');
}

/** Down to a key's member, and no further: below that stand names that are not ours. */
function memberOf(path: readonly PropertyKey[]): string {
  return path.slice(0, 3).map(String).join('.');
}

function invalid(reason: string, member = ''): KeybearerError {
  return new KeybearerError('backup-invalid', { reason, member });
}
