/** Expiry: the pure rules. Instants are milliseconds since 1970, UTC; days are those of the local time zone. */
import { KeybearerError } from './errors.ts';
import { limits } from './limits.ts';

export const expiryStatuses = ['expired', 'due', 'soon', 'ok', 'none'] as const;
export type ExpiryStatus = (typeof expiryStatuses)[number];

const dueDays = 7;
const soonDays = 30;
const dayMs = 86_400_000;
/** The year 9999: what a date of four digits can say. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Expired from the very millisecond on; due within 7 days, soon within 30. `null` is no expiry. */
export function expiryStatus(expiresAt: number | null, now: number): ExpiryStatus {
  if (expiresAt === null) return 'none';
  if (now >= expiresAt) return 'expired';
  const days = daysLeft(expiresAt, now);
  return days <= dueDays ? 'due' : days <= soonDays ? 'soon' : 'ok';
}

/** Calendar days from today to the day of expiry in the local time zone: 0 today, 1 tomorrow, negative for the past. */
export function daysLeft(expiresAt: number, now: number): number {
  return Math.round((localDay(expiresAt) - localDay(now)) / dayMs);
}

/**
 * Reads what a user types as an expiry.
 *
 * @param text `2027-03-01` (the end of that local day), `90d` (the end of the local day that far ahead), an ISO 8601 instant
 *   with its offset (`2027-03-01T12:00:00Z`), or `none`.
 * @returns the instant, or null for none.
 * @throws KeybearerError 'expiry-invalid': no such form or no such day (30 February).
 */
export function parseExpiry(text: string, now: number): number | null {
  if (text === 'none') return null;
  const expiresAt = parseDays(text, now) ?? parseDate(text) ?? parseInstant(text);
  if (expiresAt === undefined || expiresAt < 0 || expiresAt > latest) {
    throw new KeybearerError('expiry-invalid', { text: text.slice(0, 40) });
  }
  return expiresAt;
}

/** "in 3 days", "today", "expired 2 days ago", "in 5 months", "no expiry". */
export function expiryInWords(expiresAt: number | null, now: number): string {
  if (expiresAt === null) return 'no expiry';
  const days = daysLeft(expiresAt, now);
  if (now >= expiresAt) return days === 0 ? 'expired today' : `expired ${spanInWords(-days)} ago`;
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${spanInWords(days)}`;
}

function spanInWords(days: number): string {
  if (days >= 730) return `${Math.floor(days / 365)} years`;
  if (days > 90) return `${Math.round(days / 30.44)} months`;
  return days === 1 ? '1 day' : `${days} days`;
}

function parseDays(text: string, now: number): number | undefined {
  const match = /^(\d{1,6})d$/.exec(text);
  if (match === null || Number(match[1]) > limits.expiryMaxDays) return undefined;
  const today = new Date(now);
  return endOfLocalDay(today.getFullYear(), today.getMonth(), today.getDate() + Number(match[1]));
}

function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const end = new Date(endOfLocalDay(year, month, day));
  return end.getMonth() === month && end.getDate() === day ? end.getTime() : undefined;
}

function parseInstant(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const instant = match === null || parseDate(match[1]!) === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

// The day's last second, not the next midnight: the date that is shown is then the date that was typed.
function endOfLocalDay(year: number, month: number, day: number): number {
  const end = new Date(2000, 0, 1, 23, 59, 59, 0);
  end.setFullYear(year, month, day);
  return end.getTime();
}

// Days are counted on the calendar, as UTC midnights, so that a day of 23 or 25 hours is one day.
function localDay(instant: number): number {
  const date = new Date(instant);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
