import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTpm2Error } from '../../../electron/tpm2/error.ts';
import {
  eccTemplate,
  nameOf,
  readPublicArea,
  rsaTemplate,
  sealedTemplate,
} from '../../../electron/tpm2/public-area.ts';

describe('readPublicArea', () => {
  it('reads what the templates write', () => {
    expect(readPublicArea(eccTemplate(0x30472))).toMatchObject({ attributes: 0x30472, kind: { type: 'ecc-p256' } });
    expect(readPublicArea(rsaTemplate(0x30472))).toMatchObject({ kind: { type: 'rsa', exponent: 65_537 } });
    const sealed = sealedTemplate(0x52);
    expect(readPublicArea(sealed)).toEqual({ attributes: 0x52, kind: { type: 'keyed-hash' }, name: nameOf(sealed) });
  });

  it('refuses each of them cut at any length, or with a byte added', () => {
    for (const area of [eccTemplate(0), rsaTemplate(0), sealedTemplate(0)]) {
      for (let length = 0; length < area.length; length += 1)
        expect(read(area.subarray(0, length))).toBe('malformed-answer');
      expect(read(Buffer.concat([area, Buffer.of(0)]))).toBe('malformed-answer');
    }
  });

  it('reads anything as an area, as none of ours, or as malformed', () => {
    const bytes = fc.uint8Array({ maxLength: 120 }).map((array) => Buffer.from(array));
    const start = fc.constantFrom(eccTemplate(0), rsaTemplate(0), sealedTemplate(0));
    const altered = fc.tuple(start, fc.nat(70), fc.nat(255)).map(([area, at, byte]) => {
      const copy = Buffer.from(area);
      copy[at % copy.length] = byte;
      return copy;
    });
    fc.assert(fc.property(fc.oneof(bytes, altered), (area) => void read(area)));
  });

  it('has no place for other curves, hashes, schemes, or short RSA keys', () => {
    const ecc = eccTemplate(0);
    const altered = (area: Buffer, at: number) => Buffer.from(area).fill(0x0c, at, at + 1);
    for (const at of [3, 11, 17, 19, 21]) expect(read(altered(ecc, at))).toBe('none');
    const short = Buffer.from(rsaTemplate(0));
    short.writeUInt16BE(1024, 18);
    expect(read(short)).toBe('none');
  });
});

/** @throws what is no Tpm2Error. */
function read(area: Buffer): string {
  try {
    return readPublicArea(area)?.kind.type ?? 'none';
  } catch (caught) {
    if (isTpm2Error(caught)) return caught.failure;
    throw caught;
  }
}
