/** Writes keys as a backup's document. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Secret } from '../vault/secret.ts';
import type { WholeKey } from '../vault/whole-key.ts';
import { formatName, formatVersion } from './format.ts';
import { type Json, jsonBytes } from './json-bytes.ts';

/**
 * @param now Milliseconds since 1970.
 * @returns UTF-8 JSON. The caller wipes it, and the keys.
 * @throws KeybearerError 'backup-too-large': what is written must be read again.
 */
export function encodeBackup(keys: readonly WholeKey[], now: number): Buffer {
  const document = { format: formatName, version: formatVersion, createdAt: iso(now), keys: keys.map(keyJson) };
  const encoded = jsonBytes(document);
  if (encoded.length <= limits.backupMaxBytes) return encoded;
  encoded.fill(0);
  throw new KeybearerError('backup-too-large', { max: limits.backupMaxBytes });
}

function keyJson({ id, record, secret, previous, details }: WholeKey): Json {
  const { policy, expiresAt, expirySource, createdAt, rotatedAt } = record;
  return {
    id: id.toString('hex'),
    name: record.name,
    issuer: record.issuer,
    account: record.account,
    environment: record.environment,
    tags: record.tags,
    origins: policy.origins,
    headers: policy.headers,
    askBeforeUse: policy.askBeforeUse,
    envName: record.envName,
    remindDays: record.leadDays,
    managementPage: record.managementUrl,
    createdAt: iso(createdAt),
    rotatedAt: isoOrNull(rotatedAt),
    expiresAt: isoOrNull(expiresAt),
    expirySource,
    secret: partsJson(secret),
    previous: previousJson(record.previous, previous),
    details: partsJson(details),
  };
}

function previousJson(facts: WholeKey['record']['previous'], secret: Secret | undefined): Json {
  if (facts === null || secret === undefined) return null;
  const { expiresAt, expirySource, rotatedAt } = facts;
  return {
    rotatedAt: isoOrNull(rotatedAt),
    expiresAt: isoOrNull(expiresAt),
    expirySource,
    secret: partsJson(secret),
  };
}

function partsJson(parts: Secret): Json {
  // All that this version stores is text. What is not cannot stand in JSON, and must not come out as something else.
  const other = parts.find(({ bytes }) => !isUtf8(bytes));
  if (other !== undefined) throw new KeybearerError('secret-unfit', { reason: 'not-utf8', part: other.name });
  return Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes]));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
}
