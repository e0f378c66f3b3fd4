import { describe, expect, it } from 'vitest';
import { readExpiry } from '../../../electron/import/expiry.ts';

describe('readExpiry', () => {
  it.each<[string | number | undefined, number | undefined]>([
    ['2027-03-01T12:00:00Z', Date.UTC(2027, 2, 1, 12)],
    ['2027-03-01 12:00:00+02:00', Date.UTC(2027, 2, 1, 10)],
    ['2027-03-01 12:00', new Date(2027, 2, 1, 12).getTime()],
    ['2027-03-01', new Date(2027, 2, 1, 23, 59, 59).getTime()],
    [1_900_000_000_000.5, 1_900_000_000_000],
    [-1, undefined],
    [Number.NaN, undefined],
    [1e300, undefined],
    ['2027-02-30', undefined],
    ['2027-02-30T00:00:00Z', undefined],
    ['never', undefined],
    ['03/01/2027', undefined],
    ['90d', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (written, expected) => expect(readExpiry(written)).toBe(expected));
});
