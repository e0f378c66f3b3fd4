import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noPageNotification, notificationOf, shownName } from '../../../electron/reminders/notification.ts';
import type { Reminder } from '../../../electron/vault/use-cases/remind.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 5, 15, 9);
const usualZone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = 'UTC';
});
afterEach(() => {
  if (usualZone === undefined) delete process.env.TZ;
  else process.env.TZ = usualZone;
});

const reminder = (name: string, days: number, lead = days): Reminder =>
  ({ apiKey: { name, expiresAt: now + days * dayMs + 1000 }, lead }) as Reminder;

describe('notificationOf', () => {
  it.each([
    [3, 'stripe-live expires in 3 days', 'It stops working on 2026-06-18 09:00.', 'normal'],
    [1, 'stripe-live expires tomorrow', 'It stops working on 2026-06-16 09:00.', 'critical'],
    [0, 'stripe-live expires today', 'It stops working on 2026-06-15 09:00.', 'critical'],
    [-2, 'stripe-live expired 2 days ago', 'It stopped working on 2026-06-13 09:00.', 'critical'],
  ] as const)('of one key with %i days left says so', (days, title, body, urgency) => {
    const lead = days < 0 ? -1 : days;
    expect(notificationOf([reminder('stripe-live', days, lead)], now, true)).toEqual({
      title,
      body,
      urgency,
      buttons: [
        { id: 'renew', label: 'Renew' },
        { id: 'snooze', label: 'Snooze for a day' },
      ],
    });
  });

  it('of several keys is one, with a line for each', () => {
    expect(notificationOf([reminder('a', -1), reminder('b', 7)], now, false)).toEqual({
      title: '2 API keys need renewing',
      body: 'a expired 1 day ago\nb expires in 7 days',
      urgency: 'critical',
      buttons: [],
    });
  });

  it('of many keys stays short, and says how many more there are', () => {
    const many = Array.from({ length: 300 }, (_, at) => reminder(`key-${at}`, 7));
    const { title, body } = notificationOf(many, now, true);
    expect(title).toBe('300 API keys need renewing');
    expect(body.split('\n')).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => `key-${at} expires in 7 days`),
      'and 295 more: keybearer expiring',
    ]);
    expect(notificationOf(many.slice(0, 6), now, true).body.split('\n')).toHaveLength(6);
  });
});

describe('R3: shownName', () => {
  it.each([
    ['github-ci', 'github-ci'],
    ['<b>&"\'', '<b>&"\''],
    ['a\nb\u001b[31m\0', '\u2068a\ufffdb\ufffd[31m\ufffd\u2069'],
    ['\u202egnp.exe', '\u2068\ufffdgnp.exe\u2069'],
    ['מפתח', '\u2068מפתח\u2069'],
    ['👨‍👩‍👧 family', '\u2068👨‍👩‍👧 family\u2069'],
    ['x'.repeat(128), `\u2068${'x'.repeat(63)}…\u2069`],
    ['🔑'.repeat(64), `\u2068${'🔑'.repeat(64)}\u2069`],
    ['🔑'.repeat(65), `\u2068${'🔑'.repeat(63)}…\u2069`],
  ])('of %j is %j', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('is one short line without control or direction, whatever the name holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = shownName(name);
        expect(shown.replace(/^\u2068|\u2069$/g, '')).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
        expect(Array.from(shown).length).toBeLessThanOrEqual(66);
      }),
    );
  });
});

describe('noPageNotification', () => {
  it('says what is missing and how to give it', () => {
    expect(noPageNotification(reminder('k', 1))).toEqual({
      title: 'No page is known for k',
      body: 'Give it one: keybearer edit NAME --page URL',
      urgency: 'normal',
      buttons: [],
    });
  });
});
