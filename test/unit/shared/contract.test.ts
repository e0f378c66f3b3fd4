import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { procedures } from '../../../shared/contract.ts';

const table = Object.entries(procedures);

describe('the contract', () => {
  it.each(table)('%s takes an object and no member that is not declared (E17)', (_name, { input }) => {
    for (const other of [undefined, null, 1, 'text', []]) expect(z.safeParse(input, other).success).toBe(false);
    const refused = z.safeParse(input, { undeclared: 1, kind: 'keychain' });
    expect(JSON.stringify(refused.error?.issues)).toContain('unrecognized_keys');
  });

  it('reads no member from a prototype', () => {
    const input = JSON.parse('{"id":"00112233445566778899aabbccddeeff","__proto__":{"confirmed":true}}');
    expect(z.safeParse(procedures['keys.reveal'].input, input).success).toBe(false);
  });
});
