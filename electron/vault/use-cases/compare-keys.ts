/** In which of its members one key differs from another, whatever their ids. Names members, never what they hold. */
import { timingSafeEqual } from 'node:crypto';
import { encodeSecret, type Secret } from '../secret.ts';
import type { WholeKey } from '../whole-key.ts';

/** @returns the names of the members that differ, as a backup's document has them; empty: it is the same. */
export function differences(one: WholeKey, other: WholeKey): string[] {
  const [first, second] = [comparable(one), comparable(other)];
  const differing = Object.keys(first).filter((member) => first[member] !== second[member]);
  const sameSecrets = [
    ['secret', sameParts(one.secret, other.secret)],
    ['previous', sameParts(one.previous ?? [], other.previous ?? [])],
    ['details', sameParts(one.details, other.details)],
  ] as const;
  return [...new Set([...differing, ...sameSecrets.flatMap(([member, same]) => (same ? [] : [member]))])];
}

/** The members of a record as text, by the names that users see. What a vault reminded of is its own. */
function comparable({ record }: WholeKey): Record<string, string> {
  const { policy, leadDays, managementUrl, previous, ...others } = record;
  const { parts: _parts, removedAt: _removedAt, reminders: _reminders, ...rest } = others;
  const members = {
    ...rest,
    ...policy,
    remindDays: leadDays,
    managementPage: managementUrl,
    previous: facts(previous),
  };
  return Object.fromEntries(Object.entries(members).map(([member, value]) => [member, JSON.stringify(value)]));
}

function facts(previous: WholeKey['record']['previous']) {
  return previous && [previous.rotatedAt, previous.expiresAt, previous.expirySource];
}

function sameParts(one: Secret, other: Secret): boolean {
  const [first, second] = [encodeSecret(one), encodeSecret(other)];
  try {
    return first.length === second.length && timingSafeEqual(first, second);
  } finally {
    first.fill(0);
    second.fill(0);
  }
}
