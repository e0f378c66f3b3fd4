/**
 * When to remind of an expiry: the pure rules. Each lead time is said once for each expiry, whatever the clock does in
 * between; what was said is a set and not the lowest lead alone, since a clock that was ahead has said what comes later.
 */
import { KeybearerError } from './errors.ts';
import { daysLeft, parseExpiry } from './expiry.ts';
import { limits } from './limits.ts';

/** Days before expiry at which to remind of a key that has none of its own. */
export const defaultLeadDays: readonly number[] = [30, 14, 7, 3, 1, 0];

/** Stands for "it has expired" among the leads that were said. */
export const expiredLead = -1;

/** How long one who set out to remind of a key is waited for by others. */
export const claimMs = 60_000;
const dayMs = 86_400_000;
/** When the day begins for somebody who was promised to be reminded on it. */
const morningHour = 8;

/** What was said of one expiry. Void once the key has another. Instants are milliseconds since 1970, UTC. */
export interface ReminderState {
  readonly expiresAt: number;
  /** The lead days that were said, each once; -1: that it had expired. */
  readonly said: readonly number[];
  /** Since when and until when it is not spoken of; null: it is not snoozed. */
  readonly snooze: { readonly at: number; readonly until: number } | null;
  /** When somebody last set out to say something; null: that has ended. */
  readonly claimedAt: number | null;
}

/** What the rules look at. */
export interface Expiring {
  readonly expiresAt: number | null;
  /** Null: the default. Empty: never. */
  readonly leadDays: readonly number[] | null;
  readonly reminders?: ReminderState | undefined;
}

/** The lead that a key has come down to: one of its lead days, -1 once it has expired, null before the first. */
export function reachedLead({ expiresAt, leadDays }: Expiring, now: number): number | null {
  const leads = leadDays ?? defaultLeadDays;
  if (expiresAt === null || leads.length === 0) return null;
  if (now >= expiresAt) return expiredLead;
  const reached = leads.filter((lead) => daysLeft(expiresAt, now) <= lead);
  return reached.length === 0 ? null : Math.min(...reached);
}

/** The lead to remind of now, or null: none reached, said already, snoozed, or somebody is about to say it. */
export function dueLead(key: Expiring, now: number): number | null {
  const lead = reachedLead(key, now);
  const state = currentState(key);
  if (lead === null || state === undefined) return lead;
  if (isClaimed(state, now) || isSnoozed(state, now)) return null;
  return state.snooze !== null || !wasSaid(key, state, lead, now) ? lead : null;
}

/** Until when nothing is said of a key, or null. */
export function snoozedUntil(key: Expiring, now: number): number | null {
  const state = currentState(key);
  return state !== undefined && isSnoozed(state, now) ? (state.snooze?.until ?? null) : null;
}

/** These throw KeybearerError 'no-expiry' for a key without one: there is nothing to say of it. */
export function afterClaim(key: Expiring, now: number): ReminderState {
  return { ...stateOf(key), claimedAt: now };
}

export function afterRelease(key: Expiring): ReminderState {
  return { ...stateOf(key), claimedAt: null };
}

/** Several leads that passed at once were said as one. */
export function afterSaying(key: Expiring, lead: number): ReminderState {
  const state = stateOf(key);
  const said = [...new Set([...state.said, lead])].sort((one, other) => other - one).slice(-limits.saidLeadsMax);
  return { ...state, said, snooze: null, claimedAt: null };
}

/** @param until Null: takes a snooze back. */
export function afterSnooze(key: Expiring, now: number, until: number | null): ReminderState {
  return { ...stateOf(key), snooze: until === null ? null : { at: now, until }, claimedAt: null };
}

/**
 * Reads what a user types as the end of a snooze.
 *
 * @param text `7d` or `2027-03-01`: the morning of that local day, at 8; an instant with its offset; or `none`.
 * @throws KeybearerError 'expiry-invalid'; 'invalid-input' with `reason` 'past'.
 */
export function parseSnooze(text: string, now: number): number | null {
  const end = parseExpiry(text, now);
  if (end === null) return null;
  const until = text.includes('T') ? end : new Date(end).setHours(morningHour, 0, 0, 0);
  if (until <= now) throw new KeybearerError('invalid-input', { field: 'snooze', reason: 'past' });
  return until;
}

function currentState({ reminders, expiresAt }: Expiring): ReminderState | undefined {
  return reminders?.expiresAt === expiresAt ? reminders : undefined;
}

function stateOf(key: Expiring): ReminderState {
  if (key.expiresAt === null) throw new KeybearerError('no-expiry');
  return currentState(key) ?? { expiresAt: key.expiresAt, said: [], snooze: null, claimedAt: null };
}

function wasSaid({ expiresAt, leadDays }: Expiring, { said }: ReminderState, lead: number, now: number): boolean {
  if (lead === expiredLead) return said.some((one) => one <= Math.min(...(leadDays ?? defaultLeadDays)));
  // A journey westward or a clock put right brings the day before back: what was said a day too early still counts.
  const days = daysLeft(expiresAt ?? now, now);
  return said.some((one) => one === lead || (one !== expiredLead && one < lead && days - one <= 1));
}

// A claim or a snooze that lies in the future was made by a clock that was ahead.
function isClaimed({ claimedAt }: ReminderState, now: number): boolean {
  return claimedAt !== null && claimedAt <= now && now < claimedAt + claimMs;
}

function isSnoozed({ snooze }: ReminderState, now: number): boolean {
  return snooze !== null && snooze.at - dayMs <= now && now < snooze.until;
}
