import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyManifest,
  type Manifest,
  rowTerm,
  sameManifest,
  withoutRow,
  withRow,
} from '../../../electron/vault/manifest.ts';
import { neighbours, places } from '../../support/places.ts';

const subkey = createSecretKey(randomBytes(32));
const sealeds = fc.uint8Array({ minLength: 93, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const terms = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const sumOf = (all: readonly bigint[]): Manifest => all.reduce(withRow, emptyManifest);

describe('rowTerm', () => {
  it('is a number of 256 bits', () => {
    fc.assert(
      fc.property(places, sealeds, (place, sealed) => {
        const term = rowTerm(subkey, place, sealed);
        expect(term >= 0n && term < 2n ** 256n).toBe(true);
      }),
    );
  });

  it('differs for another place and for another row, and not for another context (K4)', () => {
    fc.assert(
      fc.property(places, sealeds, (place, sealed) => {
        const term = rowTerm(subkey, place, sealed);
        for (const [what, other] of neighbours(place)) {
          const same = rowTerm(subkey, other, sealed) === term;
          expect(same, what).toBe(what.endsWith('context'));
        }
        for (const at of [0, 13, sealed.length - 17, sealed.length - 1]) {
          const flipped = Buffer.from(sealed);
          flipped[at]! ^= 1;
          expect(rowTerm(subkey, place, flipped)).not.toBe(term);
        }
      }),
    );
  });

  it('differs under another key', () => {
    fc.assert(
      fc.property(places, sealeds, (place, sealed) => {
        expect(rowTerm(createSecretKey(randomBytes(32)), place, sealed)).not.toBe(rowTerm(subkey, place, sealed));
      }),
    );
  });
});

describe('withRow and withoutRow', () => {
  it('do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 20 }), (all) => {
        const sorted = [...all].sort((one, other) => (one < other ? -1 : 1));
        expect(sameManifest(sumOf(all), sumOf(sorted))).toBe(true);
      }),
    );
  });

  it('undo each other, whatever was there before', () => {
    fc.assert(
      fc.property(fc.array(terms), terms, (all, term) => {
        const before = sumOf(all);
        expect(withoutRow(withRow(before, term), term)).toEqual(before);
        expect(withRow(withoutRow(before, term), term)).toEqual(before);
      }),
    );
  });

  it('keep the sum within 256 bits', () => {
    const most = 2n ** 256n - 1n;
    expect(sumOf([most, most])).toEqual({ rows: 2, sum: most - 1n });
    expect(withoutRow(emptyManifest, 1n)).toEqual({ rows: -1, sum: most });
  });

  it('find a row that was dropped, added or exchanged (K4)', () => {
    fc.assert(
      fc.property(fc.array(terms, { minLength: 1, maxLength: 10 }), terms, (all, other) => {
        const whole = sumOf(all);
        expect(sameManifest(whole, sumOf(all.slice(1)))).toBe(false);
        expect(sameManifest(whole, sumOf([...all, all[0]!]))).toBe(false);
        if (other !== all[0]) expect(sameManifest(whole, sumOf([other, ...all.slice(1)]))).toBe(false);
      }),
    );
  });
});
