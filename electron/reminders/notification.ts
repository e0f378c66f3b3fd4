/**
 * What a notification says. It appears on lock screens and in other programs' histories: names and dates, nothing secret. A
 * name was checked when it was stored, but whoever has the index key can store any: so it is made fit to be shown here too.
 */
import { expiryInWords } from '../../shared/expiry.ts';
import { madeVisible } from '../../shared/key-name.ts';
import { localTime } from '../../shared/local-time.ts';
import type { Reminder } from '../vault/use-cases/remind.ts';
import type { Notification } from './ports.ts';

/** Longer ones are cut: a title has one line. */
const nameMaxChars = 64;
const linesMax = 6;
/** From this lead on it stays until it is seen. */
const criticalLead = 1;

const buttons = [
  { id: 'renew', label: 'Renew' },
  { id: 'snooze', label: 'Snooze for a day' },
] as const;

/**
 * Several reminders are one notification.
 *
 * @param reminders At least one, the next to expire first.
 */
export function notificationOf(reminders: readonly Reminder[], now: number, withButtons: boolean): Notification {
  const [first, ...others] = reminders as readonly [Reminder, ...Reminder[]];
  const text = others.length === 0 ? textOfOne(first, now) : textOfSeveral(reminders, now);
  const urgency = reminders.some(({ lead }) => lead <= criticalLead) ? 'critical' : 'normal';
  return { ...text, urgency, buttons: withButtons ? buttons : [] };
}

/** Says that Renew leads nowhere. */
export function noPageNotification({ apiKey }: Reminder): Notification {
  const title = `No page is known for ${shownName(apiKey.name)}`;
  return { title, body: 'Give it one: keybearer edit NAME --page URL', urgency: 'normal', buttons: [] };
}

/** A name as one short piece of a line, whatever it holds. */
export function shownName(name: string, maxChars = nameMaxChars): string {
  const fit = madeVisible(name);
  const characters = Array.from(fit);
  const short = characters.length > maxChars ? `${characters.slice(0, maxChars - 1).join('')}…` : fit;
  // Letters that run from right to left stay within the name: first strong isolate, pop directional isolate.
  return /^[\x20-\x7e]*$/.test(short) ? short : `\u2068${short}\u2069`;
}

function textOfOne({ apiKey }: Reminder, now: number): Pick<Notification, 'title' | 'body'> {
  const expiresAt = apiKey.expiresAt ?? now;
  const stops = now >= expiresAt ? 'It stopped working' : 'It stops working';
  return { title: sentence(apiKey, now), body: `${stops} on ${localTime(expiresAt)}.` };
}

function textOfSeveral(reminders: readonly Reminder[], now: number): Pick<Notification, 'title' | 'body'> {
  const lines = reminders.map(({ apiKey }) => sentence(apiKey, now));
  const shown =
    lines.length > linesMax ? [...lines.slice(0, linesMax - 1), andMore(lines.length - linesMax + 1)] : lines;
  return { title: `${reminders.length} API keys need renewing`, body: shown.join('\n') };
}

function andMore(count: number): string {
  return `and ${count} more: keybearer expiring`;
}

function sentence({ name, expiresAt }: Reminder['apiKey'], now: number): string {
  const words = expiryInWords(expiresAt, now);
  return `${shownName(name)} ${words.startsWith('expired') ? words : `expires ${words}`}`;
}
