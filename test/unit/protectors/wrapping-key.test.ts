import { describe, expect, it } from 'vitest';
import { withWrappingKey } from '../../../electron/protectors/wrapping-key.ts';
import type { Side, SlotPlace } from '../../../electron/vault/ports.ts';
import type { WrapLayer } from '../../../electron/vault/wrap.ts';

const root = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
const slotId = Buffer.from(Array.from({ length: 16 }, (_, at) => 0xf0 + at));
const place: SlotPlace = { vaultId: Buffer.alloc(16), slotId, kind: 'keychain', generation: 1 };
const derived = (from = root, at: Partial<SlotPlace> = {}, side: Side = 'index', layer: WrapLayer = 'outer') =>
  withWrappingKey(from, { ...place, ...at }, side, layer, (key) => key.toString('hex'));

describe('withWrappingKey', () => {
  it('derives what HKDF-SHA-256 of RFC 5869 derives', () => {
    // Computed apart from this code, with Python's hmac: extract with the slot id, expand with the label.
    expect(derived()).toBe('e79f03c661f87ea54252fec2bea32f9965a60aff165cd930bfba4920d1d3d3f2');
    expect(derived(root, {}, 'secret', 'pin')).toBe('725a24945141f246ca1ec68568913881b37f1eb0050dd8a9607fe7f6702b04b6');
    expect(derived(root.subarray(0, 16), { kind: 'recovery' })).toBe(
      '591af4792ff80938bf087dc56c1143a815f795446dc62e7fefd19a3f07dff263',
    );
  });

  it('derives another key for another root, slot, kind, side or layer (K2)', () => {
    const keys = [
      derived(),
      derived(Buffer.alloc(32)),
      derived(root, { slotId: Buffer.alloc(16) }),
      derived(root, { kind: 'passphrase' }),
      derived(root, {}, 'secret'),
      derived(root, {}, 'secret', 'pin'),
    ];
    expect(new Set(keys).size).toBe(6);
  });

  it('wipes the key when its use ends, well or badly', () => {
    const lent: Buffer[] = [];
    withWrappingKey(root, place, 'index', 'outer', (key) => lent.push(key));
    expect(() =>
      withWrappingKey(root, place, 'index', 'outer', (key) => {
        lent.push(key);
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(lent).toEqual([Buffer.alloc(32), Buffer.alloc(32)]);
  });
});
