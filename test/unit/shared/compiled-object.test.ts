import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { compiled, compiledObject } from '../../../shared/compiled-object.ts';

const shape = {
  name: z.string().check(z.minLength(1), z.maxLength(8)),
  tags: z.array(z.string()),
  policy: z.strictObject({ ask: z.boolean() }),
  at: z.nullable(z.int().check(z.nonnegative())),
  kind: z.optional(z.enum(['one', 'other'])),
};

const sound = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 8 }),
    tags: fc.array(fc.string()),
    policy: fc.record({ ask: fc.boolean() }),
    at: fc.option(fc.nat()),
    kind: fc.constantFrom('one', 'other'),
  },
  { requiredKeys: ['name', 'tags', 'policy', 'at'] },
);
const name = fc.constantFrom(...Object.keys(shape), 'extra', '__proto__', 'toString');
const altered = fc
  .tuple(sound, fc.array(fc.tuple(name, fc.anything()), { maxLength: 3 }))
  .map(([members, changes]) => ({ ...members, ...Object.fromEntries(changes) }));

function answer(schema: z.ZodMiniType, value: unknown) {
  const { success, data, error } = z.safeParse(schema, value);
  return { success, data, issues: error?.issues };
}

describe.each([
  ['compiledObject', compiledObject(shape), z.object(shape)],
  ['compiled', compiled(z.strictObject(shape)), z.strictObject(shape)],
] as const)('%s', (_name, schema, plain) => {
  it('answers what the plain schema answers, member by member and issue by issue', () => {
    fc.assert(
      fc.property(fc.oneof(sound, altered, fc.anything()), (value) => {
        expect(answer(schema, value)).toEqual(answer(plain, value));
      }),
    );
  });

  it('takes what is sound', () => {
    fc.assert(
      fc.property(sound, (value) => {
        expect(z.parse(schema, value)).toEqual(value);
      }),
    );
  });
});

describe('compiledObject', () => {
  it('passes nothing on that is not declared', () => {
    const value = { name: 'a', tags: [], policy: { ask: true }, at: null };
    expect(z.parse(compiledObject(shape), { ...value, secret: 'one' })).toEqual(value);
  });
});

describe('compiled', () => {
  it('refuses what is not declared', () => {
    const value = { name: 'a', tags: [], policy: { ask: true }, at: null, secret: 'one' };
    expect(z.safeParse(compiled(z.strictObject(shape)), value).success).toBe(false);
  });
});
