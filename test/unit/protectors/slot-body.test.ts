import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { base64Of, parseBody, wrapSchema } from '../../../electron/protectors/slot-body.ts';

describe('base64Of', () => {
  it('takes exactly so many bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, length) => {
        const parsed = base64Of(length).safeParse(Buffer.from(bytes).toString('base64'));
        return parsed.success === (bytes.length === length);
      }),
    );
  });

  it('takes one spelling of them', () => {
    for (const other of ['AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAB==', 'AAAAAAAAAAAA AAAAAAAAAA==', '-_AA'])
      expect(base64Of(16).safeParse(other).success, other).toBe(false);
  });
});

describe('wrapSchema', () => {
  it('takes a wrap of up to 256 bytes', () => {
    expect(wrapSchema.safeParse(Buffer.alloc(61).toString('base64')).success).toBe(true);
    expect(wrapSchema.safeParse(Buffer.alloc(256).toString('base64')).success).toBe(true);
    expect(wrapSchema.safeParse(Buffer.alloc(259).toString('base64')).success).toBe(false);
    expect(wrapSchema.safeParse('').success).toBe(false);
  });
});

describe('parseBody', () => {
  it("answers 'slot-damaged' with the reason as its cause", () => {
    const schema = z.strictObject({ index: wrapSchema });
    expect(parseBody(schema, { index: 'AAAA' })).toEqual({ index: 'AAAA' });
    expect(() => parseBody(schema, { index: 'AAAA', more: 1 })).toThrow(
      expect.objectContaining({ code: 'slot-damaged', cause: expect.any(z.core.$ZodError) }),
    );
  });
});
