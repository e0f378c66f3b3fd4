/** What a user may say of a key besides its secret, and its checks. */
import { KeybearerError } from '../../../shared/errors.ts';
import { parseKeyName, parseLine } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';
import type { ApiKeyRecord } from '../api-key.ts';
import { normalisePolicy, type Policy } from '../policy.ts';

/** Absent: leave as it is (or at its default, for a new key). Null: take it away. */
export interface KeyFields {
  readonly name?: string | undefined;
  readonly issuer?: string | null | undefined;
  readonly account?: string | null | undefined;
  readonly environment?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly policy?: Partial<Policy> | undefined;
  /** The environment variable that tools read it from. */
  readonly envName?: string | null | undefined;
  /** Milliseconds since 1970, UTC; null: it does not expire. */
  readonly expiresAt?: number | null | undefined;
  readonly leadDays?: readonly number[] | null | undefined;
  readonly managementUrl?: string | null | undefined;
  /** UTF-8, sealed with the secrets as all details are; empty: none. */
  readonly notes?: Buffer | undefined;
  /** How it is renewed: UTF-8; empty: nothing is said of it. */
  readonly renewal?: Buffer | undefined;
  /** Where it is used, a line each; empty: nothing is said of it. */
  readonly places?: readonly string[] | undefined;
}

type Checked = Partial<Omit<ApiKeyRecord, 'policy'>>;

/** @throws KeybearerError 'name-invalid' or 'invalid-input' with the field and the reason. */
export function checkFields(fields: KeyFields): Checked {
  const checked: Checked = {};
  if (fields.name !== undefined) checked.name = parseKeyName(fields.name);
  if (fields.issuer !== undefined) checked.issuer = optional(fields.issuer, parseIssuer);
  for (const field of ['account', 'environment'] as const) {
    const text = fields[field];
    if (text !== undefined) checked[field] = optional(text, (line) => parseLine(line, field, limits.lineMaxChars));
  }
  if (fields.tags !== undefined) checked.tags = parseTags(fields.tags);
  if (fields.envName !== undefined) checked.envName = optional(fields.envName, parseEnvName);
  if (fields.leadDays !== undefined)
    checked.leadDays = fields.leadDays === null ? null : parseLeadDays(fields.leadDays);
  if (fields.managementUrl !== undefined) checked.managementUrl = optional(fields.managementUrl, parsePage);
  if (fields.expiresAt !== undefined) {
    checked.expiresAt = fields.expiresAt;
    checked.expirySource = fields.expiresAt === null ? null : 'typed';
  }
  return checked;
}

export function checkPolicy(policy: Partial<Policy> | undefined, before: Policy): Policy {
  return normalisePolicy({ ...before, ...policy });
}

function optional(text: string | null, parse: (text: string) => string): string | null {
  return text === null || text === '' ? null : parse(text);
}

function parseIssuer(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text))
    throw new KeybearerError('invalid-input', { field: 'issuer', reason: 'form' });
  return text;
}

function parseTags(tags: readonly string[]): string[] {
  const parsed = [...new Set(tags.map((tag) => parseLine(tag, 'tag', limits.tagMaxChars)))].sort();
  if (parsed.length > limits.tagsMax)
    throw new KeybearerError('invalid-input', { field: 'tag', reason: 'too-many', max: limits.tagsMax });
  return parsed;
}

function parseEnvName(text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) || text.length > limits.envNameMaxChars) {
    throw new KeybearerError('invalid-input', { field: 'env-name', reason: 'form' });
  }
  return text;
}

function parseLeadDays(days: readonly number[]): number[] {
  const sorted = [...new Set(days)].sort((one, other) => other - one);
  const fits = sorted.every((day) => Number.isInteger(day) && day >= 0 && day <= limits.leadDayMax);
  if (!fits || sorted.length > limits.leadDaysMax)
    throw new KeybearerError('invalid-input', { field: 'remind', reason: 'form' });
  return sorted;
}

function parsePage(text: string): string {
  const url = text.length <= limits.urlMaxChars && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new KeybearerError('invalid-input', { field: 'page', reason: 'form' });
  }
  return url.href;
}
