import { describe, expect, it } from 'vitest';
import { type TrayEntry, type TrayFacts, trayMenu } from '../../../electron/desktop/tray-menu.ts';
import type { ApiKey } from '../../../electron/vault/api-key.ts';
import { parseExpiry } from '../../../shared/expiry.ts';

const now = Date.UTC(2026, 10, 25, 12);
const days = (count: number) => parseExpiry(`${count}d`, now)!;

function key(name: string, expiresAt: number | null = null, more: { asks?: boolean; headers?: string[] } = {}): ApiKey {
  const { asks: askBeforeUse = false, headers = ['X-Api-Key: {secret}'] } = more;
  const policy = { origins: [], headers, askBeforeUse };
  return { id: Buffer.from(name.padEnd(16).slice(0, 16)), name, expiresAt, policy } as unknown as ApiKey;
}

const idOf = (apiKey: ApiKey) => apiKey.id.toString('hex');

function menu(apiKeys: readonly ApiKey[], more: Partial<TrayFacts> = {}) {
  return trayMenu({ isUnlocked: true, apiKeys, recentIds: [], heldName: null, now, ...more });
}

const labels = (entries: readonly TrayEntry[]) => entries.map((entry) => (entry === 'line' ? '' : entry.label));
const actions = (entries: readonly TrayEntry[]) => entries.flatMap((entry) => (entry === 'line' ? [] : entry.action));

describe('trayMenu', () => {
  it('says what expires next, in the words of the window, and leads to it', () => {
    const expired = key('old', now - 2 * 86_400_000);
    const { title, entries } = menu([key('later', days(12)), key('soon', days(1)), expired, key('far', days(90))]);
    expect(title).toBe('Keybearer: 3 keys need attention');
    expect(labels(entries).slice(0, 3)).toEqual([
      'old expired 2 days ago',
      'soon expires tomorrow',
      'later expires in 12 days',
    ]);
    expect(actions(entries)[0]).toEqual({ kind: 'show', id: idOf(expired) });
  });

  it('names four of them, and counts the others', () => {
    const { entries } = menu(Array.from({ length: 9 }, (_, at) => key(`k${at}`, days(at + 1))));
    expect(labels(entries).slice(3, 6)).toEqual(['k3 expires in 4 days', 'and 5 more', '']);
  });

  it('copies six keys: the last used first, then by name; none that has expired', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => key(name));
    const expired = key('expired', now - 1);
    const recentIds = [idOf(expired), 'ff'.repeat(16), idOf(keys[6]!), idOf(keys[2]!)];
    const copies = labels(menu([...keys, expired], { recentIds }).entries).filter((label) => label.startsWith('Copy'));
    expect(copies).toEqual(['Copy g', 'Copy c', 'Copy a', 'Copy b', 'Copy d', 'Copy e']);
  });

  it('copies the header, or the secret of a key that fills none', () => {
    const [header, secret] = actions(menu([key('a'), key('b', null, { headers: [] })]).entries);
    expect(header).toMatchObject({ kind: 'copy', format: 'line' });
    expect(secret).toMatchObject({ kind: 'copy', format: 'raw' });
  });

  it('says by dots what will be asked first', () => {
    const keys = [key('asks', null, { asks: true }), key('plain')];
    expect(labels(menu(keys).entries).slice(0, 2)).toEqual(['Copy asks…', 'Copy plain']);
    const locked = labels(menu(keys, { isUnlocked: false }).entries);
    expect(locked.slice(0, 2)).toEqual(['Copy asks…', 'Copy plain…']);
    expect(locked).toContain('Locked: unlock…');
    expect(locked).not.toContain('Lock now');
  });

  it('clears what it has copied', () => {
    expect(labels(menu([], { heldName: 'stripe' }).entries)[0]).toBe('Clear stripe from the clipboard');
  });

  it('can always be opened, locked and quit', () => {
    const { title, entries } = menu([]);
    expect(title).toBe('Keybearer');
    expect(labels(entries)).toEqual(['Open Keybearer', 'Lock now', '', 'Quit Keybearer']);
  });

  it('keeps names short, on their line, and in their direction', () => {
    const hostile = ['a\nb', 'evil\u202egpj', `${'w'.repeat(127)}!`, '\t', '\u05d0\u05d1 x'];
    for (const name of hostile) {
      const label = labels(menu([key(name, days(3))], { heldName: name }).entries)[0]!;
      expect(label).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066\u2067]/u);
      expect(label.length).toBeLessThan(64);
      expect(label).toMatch(/ expires in 3 days$/);
    }
    expect(labels(menu([key('\u05d0', days(3))]).entries)[0]).toBe('\u2068\u05d0\u2069 expires in 3 days');
  });
});
