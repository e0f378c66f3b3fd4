import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { daysLeft } from '../../../shared/expiry.ts';
import { limits } from '../../../shared/limits.ts';
import {
  afterClaim,
  afterRelease,
  afterSaying,
  afterSnooze,
  claimMs,
  defaultLeadDays,
  dueLead,
  type Expiring,
  expiredLead,
  parseSnooze,
  reachedLead,
  snoozedUntil,
} from '../../../shared/reminder.ts';
import { failure } from '../../support/failure.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const usualZone = process.env.TZ;

afterEach(() => {
  if (usualZone === undefined) delete process.env.TZ;
  else process.env.TZ = usualZone;
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

/** Node reads TZ anew whenever it is assigned. */
function inZone(zone: string): void {
  process.env.TZ = zone;
}

const at = (year: number, month: number, day: number, hour = 12, minute = 0, second = 0) =>
  new Date(year, month - 1, day, hour, minute, second).getTime();

const keyUntil = (expiresAt: number | null, leadDays: readonly number[] | null = null): Expiring => ({
  expiresAt,
  leadDays,
});

/** Looks at a key at each instant and says what is due. @returns the key, and what was said. */
function lookAt(key: Expiring, instants: Iterable<number>): { key: Expiring; said: number[] } {
  const said: number[] = [];
  let current = key;
  for (const now of instants) {
    const lead = dueLead(current, now);
    if (lead === null) continue;
    said.push(lead);
    current = { ...current, reminders: afterSaying(current, lead) };
  }
  return { key: current, said };
}

function* everyHour(from: number, to: number): Iterable<number> {
  for (let now = from; now <= to; now += hourMs) yield now;
}

describe('reachedLead', () => {
  const expiresAt = Date.UTC(2026, 5, 30, 23, 59, 59);

  it.each([
    [31, null],
    [30, 30],
    [15, 30],
    [14, 14],
    [8, 14],
    [7, 7],
    [4, 7],
    [3, 3],
    [2, 3],
    [1, 1],
    [0, 0],
  ])('with %i days left is %s', (days, lead) => {
    inZone('UTC');
    expect(reachedLead(keyUntil(expiresAt), expiresAt - days * dayMs)).toBe(days === 0 ? expiredLead : lead);
    expect(reachedLead(keyUntil(expiresAt), expiresAt - days * dayMs - 1)).toBe(lead);
  });

  it('is none without an expiry, or without lead days', () => {
    expect(reachedLead(keyUntil(null), 0)).toBeNull();
    expect(reachedLead(keyUntil(5, []), 10)).toBeNull();
  });

  it("takes the key's own lead days, in any order", () => {
    inZone('UTC');
    expect(reachedLead(keyUntil(expiresAt, [2, 90]), expiresAt - 60 * dayMs)).toBe(90);
    expect(reachedLead(keyUntil(expiresAt, [2, 90]), expiresAt - 2 * dayMs)).toBe(2);
  });

  it.each([
    ['29 February', 2028, 2, 29],
    ['2038, beyond 2^31 seconds', 2038, 1, 20],
    ['2106, beyond 2^32 seconds', 2106, 2, 8],
  ])('counts across %s', (_what, year, month, day) => {
    inZone('Europe/Berlin');
    const expires = at(year, month, day, 23, 59, 59);
    expect(reachedLead(keyUntil(expires), at(year, month, day - 7, 0, 0, 1))).toBe(7);
    expect(reachedLead(keyUntil(expires), at(year, month, day - 8, 23, 59, 59))).toBe(14);
    expect(reachedLead(keyUntil(expires), at(year, month, day, 0, 0, 1))).toBe(0);
  });

  it('never turns back while time goes on, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 50 * 365 * 24 }), (zone, hours) => {
        inZone(zone);
        const expiresAt = Date.UTC(2000, 0, 1) + hours * hourMs;
        const leads = Array.from(everyHour(expiresAt - 40 * dayMs, expiresAt + dayMs), (now) =>
          reachedLead(keyUntil(expiresAt), now),
        );
        const order = leads.map((lead) => lead ?? 31);
        expect(order).toEqual(order.toSorted((one, other) => other - one));
      }),
      { numRuns: 50 },
    );
  });
});

describe('dueLead', () => {
  const expiresAt = Date.UTC(2026, 9, 28, 12);
  const start = expiresAt - 60 * dayMs;

  it('says each lead once, in its order, whatever the zone and the DST in between', () => {
    for (const zone of zones) {
      inZone(zone);
      for (const expires of [expiresAt, Date.UTC(2026, 2, 31, 12), Date.UTC(2028, 1, 29, 12)]) {
        const { said } = lookAt(keyUntil(expires), everyHour(expires - 60 * dayMs, expires + 60 * dayMs));
        expect(said).toEqual(defaultLeadDays);
      }
    }
  });

  it('says several leads that passed at once as one: the last', () => {
    inZone('UTC');
    expect(lookAt(keyUntil(expiresAt), [start, expiresAt - 5 * dayMs, expiresAt - 4 * dayMs]).said).toEqual([7]);
  });

  it('says after an absence beyond the expiry that it has expired, once', () => {
    expect(lookAt(keyUntil(expiresAt), everyHour(expiresAt + dayMs, expiresAt + 90 * dayMs)).said).toEqual([
      expiredLead,
    ]);
  });

  it('does not say that it expired when its last lead was said', () => {
    expect(lookAt(keyUntil(expiresAt, [7]), everyHour(start, expiresAt + 30 * dayMs)).said).toEqual([7]);
  });

  it('begins anew when the expiry changes, and only then', () => {
    inZone('UTC');
    const { key } = lookAt(keyUntil(expiresAt), everyHour(start, expiresAt - 7 * dayMs));
    expect(dueLead({ ...key, leadDays: [30, 7] }, expiresAt - 6 * dayMs)).toBeNull();
    expect(dueLead({ ...key, expiresAt: expiresAt + 1 }, expiresAt - 6 * dayMs)).toBe(7);
    expect(dueLead({ ...key, expiresAt: null }, expiresAt)).toBeNull();
  });

  // A look at any instants in any order: what a clock shows that is set back and forward, and a machine that sleeps.
  const looks = fc.array(fc.integer({ min: -60 * 24, max: 90 * 24 }), { maxLength: 200 });

  it('never says a lead twice, however the clock jumps and wherever the reader travels', () => {
    fc.assert(
      fc.property(looks, fc.array(fc.constantFrom(...zones), { minLength: 1 }), (hours, travel) => {
        let key = keyUntil(expiresAt);
        const said: number[] = [];
        for (const [step, hour] of hours.entries()) {
          inZone(travel[step % travel.length]!);
          const looked = lookAt(key, [expiresAt + hour * hourMs]);
          said.push(...looked.said);
          key = looked.key;
        }
        expect(said).toEqual([...new Set(said)]);
      }),
    );
  });

  it('loses nothing to a clock that was ahead of the expiry, or ten years behind, for a while', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -59 * 24, max: -1 }),
        fc.constantFrom(3653 * dayMs, 400 * dayMs, -3653 * dayMs),
        (hour, jump) => {
          inZone('UTC');
          const wrongAt = expiresAt + hour * hourMs;
          const before = lookAt(keyUntil(expiresAt), everyHour(start, wrongAt));
          const wrong = lookAt(before.key, everyHour(wrongAt + jump, wrongAt + jump + 5 * hourMs));
          const after = lookAt(wrong.key, everyHour(wrongAt, expiresAt + 30 * dayMs));
          expect([...before.said, ...after.said]).toEqual(defaultLeadDays);
          expect(wrong.said).toEqual(jump > 0 && !before.said.includes(0) ? [expiredLead] : []);
        },
      ),
    );
  });

  it('does not take yesterday, that a journey or a clock put right brings back, for another lead', () => {
    inZone('UTC');
    const added = keyUntil(Date.UTC(2026, 5, 15, 12));
    const { key } = lookAt(added, [Date.UTC(2026, 5, 8, 0, 0, 1)]);
    expect(reachedLead(key, Date.UTC(2026, 5, 7, 23, 59, 59))).toBe(14);
    expect(dueLead(key, Date.UTC(2026, 5, 7, 23, 59, 59))).toBeNull();
  });

  it('takes as many leads as a key may have, and keeps the record within its bound', () => {
    inZone('UTC');
    const leadDays = Array.from({ length: 100 }, (_, day) => day);
    const { key, said } = lookAt(keyUntil(expiresAt, leadDays), everyHour(expiresAt - 120 * dayMs, expiresAt));
    expect(said).toHaveLength(100);
    expect(key.reminders?.said).toHaveLength(limits.saidLeadsMax);
  });
});

describe('a claim', () => {
  const expiresAt = Date.UTC(2026, 5, 15, 12);
  const now = expiresAt - 7 * dayMs;

  it('keeps others from saying the same for a minute, or until it is given back', () => {
    const key = keyUntil(expiresAt);
    const claimed = { ...key, reminders: afterClaim(key, now) };
    expect(dueLead(claimed, now)).toBeNull();
    expect(dueLead(claimed, now + claimMs - 1)).toBeNull();
    expect(dueLead(claimed, now + claimMs)).toBe(7);
    expect(dueLead({ ...claimed, reminders: afterRelease(claimed) }, now)).toBe(7);
  });

  it('of a clock that was ahead holds nobody up', () => {
    const key = keyUntil(expiresAt);
    expect(dueLead({ ...key, reminders: afterClaim(key, now + 3653 * dayMs) }, now)).toBe(7);
  });
});

describe('a snooze', () => {
  const expiresAt = Date.UTC(2026, 5, 15, 12);
  const now = expiresAt - 7 * dayMs;
  const snoozed = (key: Expiring, until: number | null, when = now): Expiring => ({
    ...key,
    reminders: afterSnooze(key, when, until),
  });

  it('keeps silent until it ends, then says once more what is due then', () => {
    inZone('UTC');
    const { key } = lookAt(keyUntil(expiresAt), [now]);
    const asleep = snoozed(key, now + dayMs);
    expect(snoozedUntil(asleep, now)).toBe(now + dayMs);
    const later = lookAt(asleep, everyHour(now, now + 3 * dayMs));
    expect(later.said).toEqual([7]);
    expect(lookAt(asleep, [now + 5 * dayMs]).said).toEqual([3]);
    expect(lookAt(asleep, [expiresAt + dayMs]).said).toEqual([expiredLead]);
    expect(snoozedUntil(later.key, now)).toBeNull();
  });

  it('holds over leads that are reached meanwhile', () => {
    inZone('UTC');
    expect(lookAt(snoozed(keyUntil(expiresAt), expiresAt), everyHour(now, expiresAt - 1)).said).toEqual([]);
  });

  it('that is taken back leaves what was said', () => {
    const { key } = lookAt(keyUntil(expiresAt), [now]);
    expect(dueLead(snoozed(snoozed(key, now + dayMs), null), now)).toBeNull();
  });

  it('ends with the expiry that it was about', () => {
    const other = { ...snoozed(keyUntil(expiresAt), expiresAt), expiresAt: expiresAt + 1 };
    expect(dueLead(other, now)).toBe(7);
    expect(snoozedUntil(other, now)).toBeNull();
  });

  it('of a clock that was years ahead does not silence a key for years', () => {
    const ahead = now + 3653 * dayMs;
    expect(dueLead(snoozed(keyUntil(expiresAt), ahead + dayMs, ahead), now)).toBe(7);
  });

  it('is refused for a key that does not expire', () => {
    expect(() => snoozed(keyUntil(null), now)).toThrow(failure('no-expiry'));
  });
});

describe('parseSnooze', () => {
  it.each([
    ['America/New_York', '1d', '2026-10-25T08:00:00-04:00'],
    ['Europe/Berlin', '1d', '2026-10-25T08:00:00+01:00'],
    ['Europe/Berlin', '2d', '2026-10-26T08:00:00+01:00'],
    ['UTC', '7d', '2026-10-31T08:00:00Z'],
    ['UTC', '2028-02-29', '2028-02-29T08:00:00Z'],
    ['America/Sao_Paulo', '2038-01-20', '2038-01-20T08:00:00-03:00'],
    ['UTC', '2026-10-24T18:30:00+02:00', '2026-10-24T16:30:00Z'],
  ])('in %s reads %s', (zone, text, instant) => {
    inZone(zone);
    expect(parseSnooze(text, Date.UTC(2026, 9, 24, 12))).toBe(Date.parse(instant));
  });

  it('reads none', () => {
    expect(parseSnooze('none', 0)).toBeNull();
  });

  it.each(['0d', '2026-10-24', '2020-01-01', '2026-10-24T12:00:00Z'])('refuses %s: it is past', (text) => {
    inZone('UTC');
    expect(() => parseSnooze(text, Date.UTC(2026, 9, 24, 12))).toThrow(
      failure('invalid-input', { field: 'snooze', reason: 'past' }),
    );
  });

  it.each(['', 'tomorrow', '7', '2026-02-30'])('refuses %j', (text) => {
    expect(() => parseSnooze(text, 0)).toThrow(failure('expiry-invalid'));
  });

  it('is the day that daysLeft counts to', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 3000 }),
        fc.nat(50 * 365 * 24),
        (zone, days, hours) => {
          inZone(zone);
          const now = Date.UTC(1990, 0, 1) + hours * hourMs;
          expect(daysLeft(parseSnooze(`${days}d`, now)!, now)).toBe(days);
        },
      ),
    );
  });
});
