import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { daysLeft, expiryInWords, expiryStatus, parseExpiry } from '../../../shared/expiry.ts';
import { failure } from '../../support/failure.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const usualZone = process.env.TZ;

afterEach(() => {
  if (usualZone === undefined) delete process.env.TZ;
  else process.env.TZ = usualZone;
});

/** Node reads TZ anew whenever it is assigned. */
function inZone(zone: string): void {
  process.env.TZ = zone;
}

// Zones with a DST day of 23 and of 25 hours, with a midnight that does not exist, with half an hour, beyond +12, and a lost day.
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
] as const;

/** A local instant in the zone that is set. */
const at = (year: number, month: number, day: number, hour = 12, minute = 0, second = 0) =>
  new Date(year, month - 1, day, hour, minute, second).getTime();

const written = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('expiryStatus', () => {
  const now = Date.UTC(2026, 5, 15, 12);

  it('is none for a key that does not expire', () => {
    expect(expiryStatus(null, now)).toBe('none');
  });

  it('is expired from the very millisecond on', () => {
    expect(expiryStatus(now + 1, now)).toBe('due');
    expect(expiryStatus(now, now)).toBe('expired');
    expect(expiryStatus(now - 1, now)).toBe('expired');
  });

  it.each([
    [0, 'due'],
    [7, 'due'],
    [8, 'soon'],
    [30, 'soon'],
    [31, 'ok'],
    [36_500, 'ok'],
  ] as const)('with %i days left is %s', (days, status) => {
    inZone('UTC');
    const lastSecond = Date.UTC(2026, 5, 15 + days, 23, 59, 59);
    const firstSecond = days === 0 ? now + 1000 : Date.UTC(2026, 5, 15 + days);
    expect(expiryStatus(lastSecond, now)).toBe(status);
    expect(expiryStatus(firstSecond, now)).toBe(status);
  });

  it('is alive again when the clock is set back ten years, and expired when it is set forward', () => {
    const expiresAt = now + 10 * dayMs;
    expect(expiryStatus(expiresAt, now)).toBe('soon');
    expect(expiryStatus(expiresAt, now - 3653 * dayMs)).toBe('ok');
    expect(expiryStatus(expiresAt, now + 3653 * dayMs)).toBe('expired');
  });

  it('goes from ok to expired without ever turning back', () => {
    const order = ['ok', 'soon', 'due', 'expired'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 80 * 365 * 24 }), (zone, hours) => {
        inZone(zone);
        const expiresAt = Date.UTC(1990, 0, 1) + hours * hourMs;
        const statuses = Array.from({ length: 40 }, (_, step) =>
          order.indexOf(expiryStatus(expiresAt, expiresAt - (39 - step) * dayMs)),
        );
        expect(statuses).toEqual([...statuses].sort((one, other) => one - other));
        expect(statuses.at(-1)).toBe(3);
      }),
      { numRuns: 300 },
    );
  });
});

describe('daysLeft', () => {
  it.each(zones)('counts every calendar day of 2010 to 2040 as one, in %s', (zone) => {
    inZone(zone);
    const wrong: string[] = [];
    const end = at(2040, 1, 1);
    for (let day = 1, today = at(2010, 1, 1); today < end; day += 1) {
      const next = at(2010, 1, 1 + day);
      // The one day that Samoa left out.
      const left = zone === 'Pacific/Apia' && new Date(today).getFullYear() === 2011 ? daysLeft(next, today) : 1;
      if (daysLeft(next, today) !== left) wrong.push(new Date(today).toISOString());
      today = next;
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Europe/Berlin', 2026, 3, 29, 'a day of 23 hours'],
    ['Europe/Berlin', 2026, 10, 25, 'a day of 25 hours'],
    ['America/Sao_Paulo', 2018, 11, 4, 'a day without midnight'],
    ['America/Sao_Paulo', 2018, 2, 17, 'a day with two last hours'],
    ['Australia/Lord_Howe', 2026, 4, 5, 'a day of 24 and a half hours'],
    ['Africa/Cairo', 2026, 4, 24, 'a day without midnight'],
  ])('in %s on %i-%i-%i, %s, is 0 today, 1 tomorrow, -1 yesterday', (zone, year, month, day) => {
    inZone(zone);
    for (const hour of [0, 1, 3, 12, 23]) {
      const now = at(year, month, day, hour, 30);
      expect(daysLeft(at(year, month, day, 23, 59, 59), now)).toBe(0);
      expect(daysLeft(at(year, month, day + 1, 0, 30), now)).toBe(1);
      expect(daysLeft(at(year, month, day + 1, 23, 59), now)).toBe(1);
      expect(daysLeft(at(year, month, day - 1, 12), now)).toBe(-1);
      expect(daysLeft(at(year, month, day + 7, 12), now)).toBe(7);
    }
  });

  it('counts 29 February', () => {
    inZone('Europe/Berlin');
    expect(daysLeft(at(2028, 3, 1), at(2028, 2, 28))).toBe(2);
    expect(daysLeft(at(2027, 3, 1), at(2027, 2, 28))).toBe(1);
    expect(daysLeft(at(2100, 3, 1), at(2100, 2, 28))).toBe(1);
    expect(daysLeft(at(2000, 3, 1), at(2000, 2, 28))).toBe(2);
  });

  it('counts across 2038', () => {
    inZone('UTC');
    expect(daysLeft(Date.UTC(2038, 0, 20), Date.UTC(2038, 0, 18))).toBe(2);
    expect(daysLeft(2 ** 31 * 1000, (2 ** 31 - 1) * 1000)).toBe(0);
    expect(daysLeft(2 ** 32 * 1000, 2 ** 31 * 1000)).toBe(24_855);
  });

  it('is the day of the reader, not of the writer', () => {
    const now = Date.UTC(2026, 0, 1, 12);
    const expiresAt = Date.UTC(2026, 0, 2, 5);
    inZone('Pacific/Kiritimati'); // +14: both fall on the 2nd
    expect(daysLeft(expiresAt, now)).toBe(0);
    inZone('America/New_York'); // -5: the 1st at 7, and the 2nd at midnight
    expect(daysLeft(expiresAt, now)).toBe(1);
    inZone('Pacific/Pago_Pago'); // -11: both fall on the 1st
    expect(daysLeft(expiresAt, now)).toBe(0);
  });
});

describe('parseExpiry', () => {
  const now = Date.UTC(2026, 2, 1, 12);

  it('reads none', () => {
    expect(parseExpiry('none', now)).toBeNull();
  });

  it.each([
    ['UTC', '2027-03-01', '2027-03-01T23:59:59.000Z'],
    ['Europe/Berlin', '2027-03-01', '2027-03-01T22:59:59.000Z'],
    ['Europe/Berlin', '2027-03-28', '2027-03-28T21:59:59.000Z'], // summer time has begun that morning
    ['America/Sao_Paulo', '2018-11-04', '2018-11-05T01:59:59.000Z'],
    ['America/Sao_Paulo', '2018-11-03', '2018-11-04T02:59:59.000Z'],
    ['Asia/Kathmandu', '2027-03-01', '2027-03-01T18:14:59.000Z'],
    ['Pacific/Kiritimati', '2027-03-01', '2027-03-01T09:59:59.000Z'],
    ['UTC', '2028-02-29', '2028-02-29T23:59:59.000Z'],
    ['UTC', '2038-01-19', '2038-01-19T23:59:59.000Z'],
    ['UTC', '2106-02-07', '2106-02-07T23:59:59.000Z'],
    ['UTC', '9999-12-31', '9999-12-31T23:59:59.000Z'],
    ['UTC', '1970-01-01', '1970-01-01T23:59:59.000Z'],
  ])('in %s reads %s as its last second', (zone, text, instant) => {
    inZone(zone);
    expect(written(parseExpiry(text, now))).toBe(instant);
  });

  it.each([
    ['UTC', '0d', '2026-03-01T23:59:59.000Z'],
    ['UTC', '90d', '2026-05-30T23:59:59.000Z'],
    ['Europe/Berlin', '90d', '2026-05-30T21:59:59.000Z'],
    ['UTC', '730d', '2028-02-29T23:59:59.000Z'],
    ['UTC', '36500d', '2126-02-05T23:59:59.000Z'],
    ['Pacific/Kiritimati', '1d', '2026-03-03T09:59:59.000Z'], // it is the 2nd there already
  ])('in %s reads %s as the last second of that day', (zone, text, instant) => {
    inZone(zone);
    expect(written(parseExpiry(text, now))).toBe(instant);
  });

  it.each([
    ['2027-03-01T12:00:00Z', '2027-03-01T12:00:00.000Z'],
    ['2027-03-01T12:00Z', '2027-03-01T12:00:00.000Z'],
    ['2027-03-01T12:00:00.5Z', '2027-03-01T12:00:00.500Z'],
    ['2027-03-01T12:00:00.123Z', '2027-03-01T12:00:00.123Z'],
    ['2027-03-01T12:00:00+05:45', '2027-03-01T06:15:00.000Z'],
    ['2027-03-01T12:00:00-11:00', '2027-03-01T23:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2038-01-19T03:14:08Z', '2038-01-19T03:14:08.000Z'],
  ])('reads %s wherever it is read', (text, instant) => {
    for (const zone of zones) {
      inZone(zone);
      expect(written(parseExpiry(text, now))).toBe(instant);
    }
  });

  it.each([
    '',
    'never',
    'None',
    ' none',
    '2027-02-29',
    '2027-02-30',
    '2027-04-31',
    '2027-00-10',
    '2027-13-01',
    '2027-01-00',
    '2027-01-32',
    '2100-02-29',
    '27-01-01',
    '2027-1-1',
    '2027/01/01',
    '01.03.2027',
    '+2027-01-01',
    '-2027-01-01',
    '12027-01-01',
    '1969-12-30',
    '2027-03-01T12:00:00',
    '2027-03-01T25:00:00Z',
    '2027-03-01T12:60:00Z',
    '2027-03-01T12:00:61Z',
    '2027-02-29T12:00:00Z',
    '2027-03-01T12:00:00.1234Z',
    '2027-03-01T12:00:00+99:00',
    '2027-03-01 12:00:00Z',
    '2027-03-01t12:00:00z',
    '1969-12-31T23:59:59Z',
    '-1d',
    '1.5d',
    '90',
    'd',
    '90D',
    '36501d',
    '999999d',
    '9999999d',
    '90d\n',
    '٩٠d',
    '2027-03-01\0',
    'x'.repeat(100_000),
  ])('refuses %j', (text) => {
    inZone('UTC');
    expect(() => parseExpiry(text, now)).toThrow(failure('expiry-invalid', { text: text.slice(0, 40) }));
  });

  it('shows the day that was typed, in every zone', () => {
    const days = fc.date({
      min: new Date(Date.UTC(1971, 0, 1)),
      max: new Date(Date.UTC(9998, 0, 1)),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, day) => {
        inZone(zone);
        const text = day.toISOString().slice(0, 10);
        // The day that Samoa left out cannot be shown by any clock there.
        if (zone === 'Pacific/Apia' && text === '2011-12-30') return;
        const expiresAt = new Date(parseExpiry(text, now)!);
        const shown = [expiresAt.getFullYear(), expiresAt.getMonth() + 1, expiresAt.getDate()];
        expect(shown).toEqual(text.split('-').map(Number));
        expect(daysLeft(expiresAt.getTime(), at(shown[0]!, shown[1]!, shown[2]!))).toBe(0);
      }),
    );
  });

  it('reads days ahead as the day that daysLeft counts to, in every zone and at every hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones.filter((zone) => zone !== 'Pacific/Apia')),
        fc.integer({ min: 0, max: 70 * 365 * 24 }),
        fc.integer({ min: 0, max: 36_500 }),
        (zone, hours, days) => {
          inZone(zone);
          const today = Date.UTC(1971, 0, 1) + hours * hourMs;
          expect(daysLeft(parseExpiry(`${days}d`, today)!, today)).toBe(days);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('expiryInWords', () => {
  it.each([
    [null, 'no expiry'],
    ['2026-06-15T12:00:00Z', 'expired today'],
    ['2026-06-15T11:00:00Z', 'expired today'],
    ['2026-06-14T23:59:59Z', 'expired 1 day ago'],
    ['2026-06-13T00:00:00Z', 'expired 2 days ago'],
    ['2026-06-15T23:59:59Z', 'today'],
    ['2026-06-16T00:00:00Z', 'tomorrow'],
    ['2026-06-18T00:00:00Z', 'in 3 days'],
    ['2026-08-14T00:00:00Z', 'in 60 days'],
    ['2026-12-15T00:00:00Z', 'in 6 months'],
    ['2036-06-15T00:00:00Z', 'in 10 years'],
    ['2016-06-15T00:00:00Z', 'expired 10 years ago'],
  ])('says of %s: %s', (text, words) => {
    inZone('UTC');
    expect(expiryInWords(text === null ? null : Date.parse(text), Date.UTC(2026, 5, 15, 12))).toBe(words);
  });
});
