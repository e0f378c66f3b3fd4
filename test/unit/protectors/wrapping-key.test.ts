import { describe, expect, it } from 'vitest';
import { withWrappingKey } from '../../../electron/protectors/wrapping-key.ts';

const root = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
const slotId = Buffer.from(Array.from({ length: 16 }, (_, at) => 0xf0 + at));
const derived = (from = root, salt = slotId, side: 'index' | 'secret' = 'index') =>
  withWrappingKey(from, salt, side, (key) => key.toString('hex'));

describe('withWrappingKey', () => {
  it('derives what HKDF-SHA-256 of RFC 5869 derives', () => {
    // Computed apart from this code, with Python's hmac: extract with the slot id, expand with the label.
    expect(derived()).toBe('e2759ae360ae23f8db53526d95a5a98d22bfc77a33c1841bb8fd37c8b3af70ae');
    expect(derived(root, slotId, 'secret')).toBe('1eee8ec9601c488005cafe1ad7dfac2aa4b38ce64fdfb31b3ce39bd9c03210bc');
    expect(derived(root.subarray(0, 16))).toBe('b3c8a8854bf7d546dbe9d3ccf148ce56cbc7a032eb78539bfe1d51159a35369c');
  });

  it('derives another key for another root, slot or side', () => {
    const keys = [
      derived(),
      derived(Buffer.alloc(32)),
      derived(root, Buffer.alloc(16)),
      derived(root, slotId, 'secret'),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('wipes the key when its use ends, well or badly', () => {
    const lent: Buffer[] = [];
    withWrappingKey(root, slotId, 'index', (key) => lent.push(key));
    expect(() =>
      withWrappingKey(root, slotId, 'index', (key) => {
        lent.push(key);
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(lent).toEqual([Buffer.alloc(32), Buffer.alloc(32)]);
  });
});
