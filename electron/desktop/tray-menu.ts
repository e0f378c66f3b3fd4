/**
 * What stands in the tray's menu: pure. It is seen by whoever looks over a shoulder, so that names and dates are all that is in
 * it; names are short there and made fit to be shown.
 */
import { expiryInWords, expiryStatus } from '../../shared/expiry.ts';
import type { CopyFormatName } from '../../shared/format-names.ts';
import { usualCopyFormat } from '../delivery/copied.ts';
import { shownName } from '../reminders/notification.ts';
import type { ApiKey } from '../vault/api-key.ts';

/** What is done when an entry is chosen. */
export type TrayAction =
  | { readonly kind: 'open' | 'lock' | 'clear' | 'quit' }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'copy'; readonly id: string; readonly format: CopyFormatName };

/** Plain text: a shell that gives characters a meaning escapes them. */
export type TrayEntry = { readonly label: string; readonly action: TrayAction } | 'line';

export interface TrayMenu {
  /** What the icon is called where one points at it. No name is in it. */
  readonly title: string;
  readonly entries: readonly TrayEntry[];
}

export interface TrayFacts {
  readonly isUnlocked: boolean;
  /** In use, in any order. */
  readonly apiKeys: readonly ApiKey[];
  /** Ids as hex, the last used first. */
  readonly recentIds: readonly string[];
  /** The name of the key that is on the clipboard; null: none of ours is. */
  readonly heldName: string | null;
  readonly now: number;
}

const expiringMax = 4;
const copiedMax = 6;
const nameMaxChars = 32;

export function trayMenu(facts: TrayFacts): TrayMenu {
  const { isUnlocked, heldName } = facts;
  const urgent = needAttention(facts);
  const groups: TrayEntry[][] = [
    expiring(urgent, facts.now),
    copying(facts),
    heldName === null ? [] : [entry(`Clear ${short(heldName)} from the clipboard`, { kind: 'clear' })],
    [
      entry('Open Keybearer', { kind: 'open' }),
      isUnlocked ? entry('Lock now', { kind: 'lock' }) : entry('Locked: unlock…', { kind: 'open' }),
    ],
    [entry('Quit Keybearer', { kind: 'quit' })],
  ];
  return { title: titleOf(urgent.length, isUnlocked), entries: withLines(groups) };
}

/** Before there is a vault, or where none can be read. */
export const plainTrayMenu: TrayMenu = {
  title: 'Keybearer',
  entries: [entry('Open Keybearer', { kind: 'open' }), 'line', entry('Quit Keybearer', { kind: 'quit' })],
};

function entry(label: string, action: TrayAction): TrayEntry {
  return { label, action };
}

function titleOf(urgent: number, isUnlocked: boolean): string {
  const locked = isUnlocked ? '' : ', locked';
  if (urgent === 0) return `Keybearer${locked}`;
  return `Keybearer${locked}: ${urgent === 1 ? '1 key needs' : `${urgent} keys need`} attention`;
}

/** The next to expire first. */
function needAttention({ apiKeys, now }: TrayFacts): ApiKey[] {
  return apiKeys
    .filter(({ expiresAt }) => ['expired', 'due', 'soon'].includes(expiryStatus(expiresAt, now)))
    .sort((one, other) => Number(one.expiresAt) - Number(other.expiresAt));
}

function expiring(urgent: readonly ApiKey[], now: number): TrayEntry[] {
  const shown = urgent.slice(0, expiringMax).map((apiKey) => {
    const words = expiryInWords(apiKey.expiresAt, now);
    const label = `${short(apiKey.name)} ${words.startsWith('expired') ? words : `expires ${words}`}`;
    return entry(label, { kind: 'show', id: idOf(apiKey) });
  });
  const others = urgent.length - shown.length;
  return others === 0 ? shown : [...shown, entry(`and ${others} more`, { kind: 'open' })];
}

/** The last used first, then by name. What has expired would be refused where it is pasted. */
function copying({ apiKeys, recentIds, isUnlocked, now }: TrayFacts): TrayEntry[] {
  const usable = apiKeys.filter(({ expiresAt }) => expiryStatus(expiresAt, now) !== 'expired');
  const place = new Map(recentIds.map((id, at) => [id, at]));
  const placeOf = (apiKey: ApiKey) => place.get(idOf(apiKey)) ?? recentIds.length;
  return usable
    .sort((one, other) => placeOf(one) - placeOf(other) || byCodePoints(one.name, other.name))
    .slice(0, copiedMax)
    .map((apiKey) => {
      // The dots of menus: something is asked before it is done.
      const asks = !isUnlocked || apiKey.policy.askBeforeUse;
      return entry(`Copy ${short(apiKey.name)}${asks ? '…' : ''}`, {
        kind: 'copy',
        id: idOf(apiKey),
        format: usualCopyFormat(apiKey),
      });
    });
}

function withLines(groups: readonly (readonly TrayEntry[])[]): TrayEntry[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : (['line', ...group] as const)));
}

function short(name: string): string {
  return shownName(name, nameMaxChars);
}

function idOf({ id }: ApiKey): string {
  return id.toString('hex');
}

function byCodePoints(one: string, other: string): number {
  return one < other ? -1 : 1;
}
