/** What is said of a key in words. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { KeyView } from '../../shared/contract/keys.ts';
import { expiryInWords, expiryStatus } from '../../shared/expiry.ts';
import { limits } from '../../shared/limits.ts';
import { defaultLeadDays } from '../../shared/reminder.ts';
import { clockText, longDayText } from '../ui/dates.ts';

/** A name in the middle of a plain text: what it does to the direction of text ends with it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

export function issuerName(issuer: string | null): string | null {
  return issuer === null ? null : (findIssuer(issuer)?.name ?? issuer);
}

/** `GitHub, acme-bot, CI`; empty where nothing is known. */
export function keyOrigins(key: Pick<KeyView, 'issuer' | 'account' | 'environment' | 'parts'>): string {
  const parts = key.parts.length > 1 ? `${key.parts.length} parts` : null;
  return [issuerName(key.issuer), key.account, key.environment, parts]
    .filter((word) => word !== null)
    .map(isolated)
    .join(', ');
}

/** `Expires in 3 days, on Thursday 26 November at 23:59.` */
export function expirySentence(expiresAt: number, now: number): string {
  const words = expiryInWords(expiresAt, now);
  const when = `${longDayText(expiresAt, now)} at ${clockText(expiresAt)}`;
  return expiryStatus(expiresAt, now) === 'expired'
    ? `${words[0]!.toUpperCase()}${words.slice(1)}, on ${when}.`
    : `Expires ${words}, on ${when}.`;
}

/** `14, 7, 3 and 1 days before` */
export function leadText(leadDays: readonly number[] | null): string {
  const days = [...(leadDays ?? defaultLeadDays)].sort((one, other) => other - one);
  if (days.length === 0) return 'never';
  if (days.length === 1 && days[0] === 0) return 'on the day';
  const last = days.at(-1) === 0 ? 'on the day' : undefined;
  const before = last === undefined ? days : days.slice(0, -1);
  const words = `${before.join(', ')} ${before.length === 1 && before[0] === 1 ? 'day' : 'days'} before`;
  return last === undefined ? words : `${words}, and ${last}`;
}

/** What was searched for and not found, as the name of a key that is to be added. */
export function nameSearchedFor(query: string): string {
  return query.trim().slice(0, limits.nameMaxChars);
}

/** `{secret}` alone is called the secret; other parts by their names. */
export function partWords(part: string): string {
  return part === 'secret' ? 'Secret' : part.replaceAll('_', ' ');
}
