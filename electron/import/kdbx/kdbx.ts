/** Reads a KeePass database (KDBX 4) that opens with a password. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Contents, Entry, Field } from '../item.ts';
import { deriveKey } from './derive-key.ts';
import { type KdbxEntry, readDocument } from './document.ts';
import { readFields, readHeader } from './header.ts';
import { openPayload } from './payload.ts';
import { ProtectedValues } from './protected-values.ts';

/** The strings that every entry has; others are the user's own. */
const ownNames = ['Title', 'UserName', 'Password', 'URL', 'Notes'];

/**
 * @param password UTF-8. The caller wipes it.
 * @throws KeybearerError 'wrong-source-password', 'source-too-costly', 'source-unsupported', 'source-malformed'.
 */
export async function readKdbx(file: Buffer, password: Buffer): Promise<Contents> {
  const header = readHeader(file);
  const derived = await deriveKey(password, header.kdf);
  const payload = await openPayload(file, header, derived);
  derived.fill(0);
  try {
    const { fields, end } = readFields(payload, 0, false);
    const xml = payload.subarray(end);
    if (!isUtf8(xml)) throw new KeybearerError('source-malformed', { reason: 'not-utf8' });
    const entries = await readDocument(xml.toString(), new ProtectedValues(fields));
    return { items: entries.map(entryOf), leftOut: [] };
  } finally {
    payload.fill(0);
  }
}

function entryOf(entry: KdbxEntry): Entry {
  const own = (key: string) => entry.strings.find((string) => string.key === key)?.value;
  const hidden = entry.strings.filter(({ key, isProtected }) => isProtected && !ownNames.includes(key));
  const others = hidden.map(({ key, value }): Field => ({ label: key, value }));
  return {
    nature: 'entry',
    title: own('Title') || own('URL') || 'untitled',
    line: null,
    account: own('UserName') || undefined,
    url: own('URL') || undefined,
    notes: own('Notes') || undefined,
    tags: [...entry.tags.split(/[;,]/), ...entry.groups].flatMap((tag) => tag.trim() || []),
    expires: entry.expiryTime === undefined ? undefined : instantOf(entry.expiryTime),
    fields: [{ label: '', value: own('Password') ?? '' }, ...others],
  };
}

const yearOneSeconds = 62_135_596_800n;

/** Base64 of a u64: seconds since 0001-01-01, UTC. Older writers have ISO 8601. */
function instantOf(text: string): string | number {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 8 || text.includes('-')) return text;
  return Number((bytes.readBigUInt64LE(0) - yearOneSeconds) * 1000n);
}
