/** Putting a key's reminders off for a while. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { Button } from '../ui/button.tsx';
import { dayText } from '../ui/dates.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { snooze } from './key-actions.ts';

const spans = [
  [1, 'Until tomorrow'],
  [3, 'For 3 days'],
  [7, 'For a week'],
] as const;

export function SnoozeMenu({ apiKey, now }: { apiKey: KeyView; now: number }) {
  return <Menu trigger={<Button kind="quiet">Snooze</Button>} entries={snoozeEntries(apiKey, now)} />;
}

export function snoozeEntries(apiKey: KeyView, now: number): MenuEntry[] {
  const entries = spans.map(([days, label]) => ({ label, onChoose: () => void snooze(apiKey, morning(now, days)) }));
  const again = { label: 'Remind again', onChoose: () => void snooze(apiKey, null) };
  return isSnoozed(apiKey, now) ? [...entries, again] : entries;
}

export function isSnoozed({ snoozedUntil }: KeyView, now: number): boolean {
  return snoozedUntil !== null && snoozedUntil > now;
}

/** `reminders snoozed until 28 Nov 2026`, or nothing. */
export function snoozeWords(apiKey: KeyView, now: number): string | undefined {
  return isSnoozed(apiKey, now) ? `reminders snoozed until ${dayText(apiKey.snoozedUntil!)}` : undefined;
}

/** Nine in the morning, that many days ahead: when one sits down again. */
function morning(now: number, days: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.setHours(9, 0, 0, 0);
}
