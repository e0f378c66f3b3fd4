import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal } from '../../../electron/vault/sealing.ts';
import { failure } from '../../support/failure.ts';
import { neighbours, placeOf, places } from '../../support/places.ts';

const subkey = createSecretKey(randomBytes(32));
const place = placeOf({});
const plains = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const corrupt = failure('record-corrupt');

describe('seal and open', () => {
  it('are the identity, in any place', () => {
    fc.assert(
      fc.property(places, plains, (any, plain) => {
        expect(open(subkey, any, seal(subkey, any, plain))).toEqual(plain);
      }),
    );
  });

  it.each([0, 1, 59, 60, 61, 123, 124, 125, 2560, 2561, 65_536, 65_537, 1_048_576])(
    'are the identity for %i bytes',
    (size) => {
      const plain = randomBytes(size);
      expect(open(subkey, place, seal(subkey, place, plain)).equals(plain)).toBe(true);
    },
  );

  it('leave what they are given as it was', () => {
    const plain = Buffer.from('plain');
    const sealed = seal(subkey, place, plain);
    const before = Buffer.from(sealed);
    open(subkey, place, sealed).fill(0);
    expect(plain.toString()).toBe('plain');
    expect(sealed).toEqual(before);
  });
});

describe('seal', () => {
  it('tells the length only to within 64 bytes', () => {
    for (const [size, sealed] of [
      [0, 93],
      [60, 93],
      [61, 157],
      [124, 157],
      [125, 221],
    ] as const)
      expect(seal(subkey, place, Buffer.alloc(size))).toHaveLength(sealed);
  });

  it('takes a nonce of its own each time (K1)', () => {
    const nonces = Array.from({ length: 1000 }, () => seal(subkey, place, Buffer.alloc(1)).toString('hex', 1, 13));
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});

describe('open', () => {
  it('refuses each single bit flipped (K4)', () => {
    const sealed = seal(subkey, place, Buffer.from('a secret of some length'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(subkey, place, flipped), `bit ${bit}`).toThrow(corrupt);
    }
  });

  it('refuses any change of any length (K4)', () => {
    fc.assert(
      fc.property(plains, fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.nat(), (plain, put, at, drop) => {
        const sealed = seal(subkey, place, plain);
        const from = at % (sealed.length + 1);
        const changed = Buffer.concat([sealed.subarray(0, from), put, sealed.subarray(from + (drop % 40))]);
        if (changed.equals(sealed)) return;
        expect(() => open(subkey, place, changed)).toThrow(corrupt);
      }),
    );
  });

  it('refuses every length of a truncated seal', () => {
    const sealed = seal(subkey, place, Buffer.from('plain'));
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => open(subkey, place, sealed.subarray(0, length))).toThrow(corrupt);
  });

  it('refuses another key (K4)', () => {
    fc.assert(
      fc.property(plains, fc.uint8Array({ minLength: 32, maxLength: 32 }), (plain, key) => {
        const sealed = seal(subkey, place, plain);
        expect(() => open(createSecretKey(Buffer.from(key)), place, sealed)).toThrow(corrupt);
      }),
    );
  });

  it('refuses a place that differs in one member, whichever (K4)', () => {
    fc.assert(
      fc.property(places, plains, (any, plain) => {
        const sealed = seal(subkey, any, plain);
        for (const [what, other] of neighbours(any)) expect(() => open(subkey, other, sealed), what).toThrow(corrupt);
      }),
    );
  });

  it('refuses what is no seal at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => open(subkey, place, Buffer.from(bytes))).toThrow(corrupt);
      }),
    );
  });
});
