import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side, SlotKind, SlotPlace } from '../../../electron/vault/ports.ts';
import { openWrap, sealWrap, type WrapLayer } from '../../../electron/vault/wrap.ts';
import { failure } from '../../support/failure.ts';
import { bytesOf } from '../../support/places.ts';

const damaged = failure('slot-damaged');
const key = randomBytes(32);
const place: SlotPlace = {
  vaultId: Buffer.alloc(16, 1),
  slotId: Buffer.alloc(16, 2),
  kind: 'keychain',
  generation: 3,
};
const wrapped = randomBytes(32);

describe('sealWrap and openWrap', () => {
  const kinds = fc.constantFrom<SlotKind>('keychain', 'passphrase', 'recovery');
  const slotPlaces = fc.record({
    vaultId: bytesOf(16),
    slotId: bytesOf(16),
    kind: kinds,
    generation: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  });

  it('are the identity', () => {
    const sides = fc.constantFrom<Side>('index', 'secret');
    const layers = fc.constantFrom<WrapLayer>('outer', 'pin');
    const contents = fc.uint8Array({ minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(slotPlaces, sides, layers, contents, (any, side, layer, bytes) => {
        const sealed = sealWrap(key, any, side, layer, Buffer.from(bytes));
        expect(sealed).toHaveLength(bytes.length + 29);
        expect(openWrap(key, any, side, layer, sealed)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('take a nonce of their own each time (K1)', () => {
    const sealed = Array.from({ length: 100 }, () =>
      sealWrap(key, place, 'secret', 'outer', wrapped).toString('hex', 1, 13),
    );
    expect(new Set(sealed).size).toBe(sealed.length);
  });
});

describe('openWrap', () => {
  const sealed = sealWrap(key, place, 'secret', 'outer', wrapped);

  it('refuses each single bit flipped (K4)', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openWrap(key, place, 'secret', 'outer', flipped), `bit ${bit}`).toThrow(damaged);
    }
  });

  it('refuses every truncated length', () => {
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => openWrap(key, place, 'secret', 'outer', sealed.subarray(0, length))).toThrow(damaged);
  });

  it.each<[string, Partial<SlotPlace>, Side, WrapLayer]>([
    ['another vault', { vaultId: Buffer.alloc(16, 9) }, 'secret', 'outer'],
    ['another slot', { slotId: Buffer.alloc(16, 9) }, 'secret', 'outer'],
    ['another kind', { kind: 'recovery' }, 'secret', 'outer'],
    ['another generation (K10)', { generation: 4 }, 'secret', 'outer'],
    ['the other side', {}, 'index', 'outer'],
    ['the other layer', {}, 'secret', 'pin'],
  ])('refuses a wrap of %s', (_what, members, side, layer) => {
    expect(() => openWrap(key, { ...place, ...members }, side, layer, sealed)).toThrow(damaged);
  });

  it('refuses another key', () => {
    expect(() => openWrap(randomBytes(32), place, 'secret', 'outer', sealed)).toThrow(damaged);
  });
});
