import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodePlace,
  eventRecordId,
  formatVersion,
  headRecordId,
  noContext,
  type Place,
} from '../../../electron/vault/place.ts';
import { failure } from '../../support/failure.ts';
import { placeOf, places } from '../../support/places.ts';

const corrupt = failure('record-corrupt');

describe('encodePlace', () => {
  it('writes the bytes of docs/vault-format.md, "Places"', () => {
    const place: Place = {
      vaultId: Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'),
      generation: 0x01020304,
      table: 'secret',
      recordId: Buffer.from('101112131415161718191a1b1c1d1e1f', 'hex'),
      edition: 1,
      revision: 0x0001_0203_0405_0607,
      context: Buffer.alloc(32, 0xcc),
    };
    const fields = [
      '01',
      '000102030405060708090a0b0c0d0e0f',
      '01020304',
      '02',
      '101112131415161718191a1b1c1d1e1f',
      '01',
      '0001020304050607',
      'cc'.repeat(32),
    ];
    expect(encodePlace(place).toString('hex')).toBe(fields.join(''));
  });

  it.each([
    ['api-key', 1],
    ['secret', 2],
    ['details', 3],
    ['event', 4],
    ['index-head', 5],
    ['secret-head', 6],
  ] as const)('gives the table %s the code %i', (table, code) => {
    expect(encodePlace(placeOf({ table }))[21]).toBe(code);
  });

  it('begins with the format version', () => {
    expect(encodePlace(placeOf({}))[0]).toBe(formatVersion);
    expect(formatVersion).toBe(1);
  });

  it('has 47 bytes and the context', () => {
    expect(encodePlace(placeOf({ context: noContext }))).toHaveLength(47);
    expect(encodePlace(placeOf({ context: Buffer.alloc(32) }))).toHaveLength(79);
  });

  it('gives two places the same bytes only if they are the same place (K4)', () => {
    const written = (place: Place) => ({
      ...place,
      vaultId: place.vaultId.toString('hex'),
      recordId: place.recordId.toString('hex'),
      context: place.context.toString('hex'),
    });
    fc.assert(
      fc.property(places, places, (one, other) => {
        const same = encodePlace(one).equals(encodePlace(other));
        expect(same).toBe(JSON.stringify(written(one)) === JSON.stringify(written(other)));
      }),
    );
  });

  it.each<[string, Partial<Place>]>([
    ['a vault id of 15 bytes', { vaultId: Buffer.alloc(15) }],
    ['a vault id of 17 bytes', { vaultId: Buffer.alloc(17) }],
    ['a record id of 15 bytes', { recordId: Buffer.alloc(15) }],
    ['a record id of 17 bytes', { recordId: Buffer.alloc(17) }],
    ['an empty record id', { recordId: Buffer.alloc(0) }],
    ['edition 256', { edition: 256 }],
    ['edition -1', { edition: -1 }],
    ['edition 0.5', { edition: 0.5 }],
    ['revision -1', { revision: -1 }],
    ['revision 2^53', { revision: 2 ** 53 }],
    ['revision 2^64', { revision: 2 ** 64 }],
    ['revision NaN', { revision: Number.NaN }],
    ['generation 2^32', { generation: 2 ** 32 }],
    ['generation -1', { generation: -1 }],
    ['a context of 31 bytes', { context: Buffer.alloc(31) }],
    ['a context of 33 bytes', { context: Buffer.alloc(33) }],
  ])('refuses %s: a row does not move by overflow (K4)', (_what, member) => {
    expect(() => encodePlace(placeOf(member))).toThrow(corrupt);
  });
});

describe('eventRecordId', () => {
  it('is the number in the last eight bytes', () => {
    expect(eventRecordId(0x0102_0304_0506).toString('hex')).toBe('00000000000000000000010203040506');
    expect(eventRecordId(1).toString('hex')).toBe('00000000000000000000000000000001');
  });

  it.each([-1, 1.5, 2 ** 53, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (seq) => {
    expect(() => eventRecordId(seq)).toThrow(corrupt);
  });
});

describe('headRecordId', () => {
  it('is sixteen zeros', () => {
    expect(headRecordId.toString('hex')).toBe('00'.repeat(16));
  });
});
