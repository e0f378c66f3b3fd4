/** Which keys are listed, and in which order. Pure, and fast enough to run at every key stroke over 10,000 of them. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { type ExpiryStatus, expiryStatus } from '../../shared/expiry.ts';
import { issuerName } from './key-words.ts';

export const sorts = ['attention', 'name', 'expiry', 'added'] as const;
export type Sort = (typeof sorts)[number];

/** Empty lists do not filter. */
export interface Filters {
  readonly statuses: readonly ExpiryStatus[];
  readonly issuers: readonly string[];
  readonly environments: readonly string[];
  readonly tags: readonly string[];
}

export const noFilters: Filters = { statuses: [], issuers: [], environments: [], tags: [] };

export interface Arrangement {
  /** In the order of the list. */
  readonly keys: readonly KeyView[];
  /** How many of them, from the first on, need attention; 0 where the list is not divided. */
  readonly urgent: number;
}

/** A key with what it is found by, in lower case. Never anything of a secret: it is not here. */
export interface SearchableKey {
  readonly key: KeyView;
  readonly words: string;
}

export function searchable(key: KeyView): SearchableKey {
  const { name, issuer, account, environment, tags, origins, envName, headers } = key;
  const texts = [name, issuer, issuerName(issuer), account, environment, ...tags, ...origins, envName, ...headers];
  return {
    key,
    words: texts
      .filter((text) => text !== null)
      .join('\n')
      .toLocaleLowerCase('en'),
  };
}

/** Sorted once: every order that follows is stable, and falls back on this one. */
export function byName(keys: readonly SearchableKey[]): SearchableKey[] {
  return keys.toSorted((one, other) => collator.compare(one.key.name, other.key.name));
}

/**
 * @param keys By name.
 * @param query Every word of it must be somewhere in the key.
 */
export function arrange(
  keys: readonly SearchableKey[],
  { query, filters, sort, now }: { query: string; filters: Filters; sort: Sort; now: number },
): Arrangement {
  const wanted = query.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  const found = keys
    .filter(({ key, words }) => wanted.every((word) => words.includes(word)) && passes(key, filters, now))
    .map(({ key }) => key);
  if (sort === 'name') return { keys: found, urgent: 0 };
  if (sort !== 'attention') return { keys: found.sort(orders[sort]), urgent: 0 };
  const urgent: KeyView[] = [];
  const others: KeyView[] = [];
  for (const key of found) (needsAttention(key.expiresAt, now) ? urgent : others).push(key);
  return { keys: [...urgent.sort(orders.expiry), ...others], urgent: urgent.length };
}

export function needsAttention(expiresAt: number | null, now: number): boolean {
  // Counting days on the calendar is slow; of most keys it need not be known.
  if (expiresAt === null || expiresAt - now > soonMs) return false;
  return ['expired', 'due', 'soon'].includes(expiryStatus(expiresAt, now));
}

function passes(key: KeyView, { statuses, issuers, environments, tags }: Filters, now: number): boolean {
  return (
    (statuses.length === 0 || statuses.includes(expiryStatus(key.expiresAt, now))) &&
    (issuers.length === 0 || issuers.includes(key.issuer ?? '')) &&
    (environments.length === 0 || environments.includes(key.environment ?? '')) &&
    (tags.length === 0 || tags.some((tag) => key.tags.includes(tag)))
  );
}

// One collator: making one for each comparison is a hundred times slower.
const collator = new Intl.Collator('en', { numeric: true });
/** Longer than any 30 calendar days. */
const soonMs = 32 * 86_400_000;

const orders = {
  expiry: (one: KeyView, other: KeyView) => (one.expiresAt ?? never) - (other.expiresAt ?? never),
  added: (one: KeyView, other: KeyView) => other.createdAt - one.createdAt,
};
const never = Number.MAX_SAFE_INTEGER;

/** What there is to filter by, with how many keys have it, the most frequent first. */
export function choicesOf(
  keys: readonly SearchableKey[],
  pick: (key: KeyView) => readonly (string | null)[],
): (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { key } of keys)
    for (const value of pick(key)) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one, n], [other, m]) => m - n || collator.compare(one, other));
}
