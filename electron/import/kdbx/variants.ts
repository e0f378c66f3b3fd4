/** KDBX's "variant dictionary": named values of a few types, in which a file says how its key is derived. */
import { KeybearerError } from '../../../shared/errors.ts';

export type Variants = ReadonlyMap<string, Buffer>;

/** Version (u16), then: type (1 byte), length (u32) and name, length (u32) and value; a type of 0 ends them. */
export function readVariants(bytes: Buffer): Variants {
  const variants = new Map<string, Buffer>();
  try {
    if (bytes.readUInt16LE(0) >> 8 !== 1) throw new RangeError('version');
    for (let at = 2; bytes.readUInt8(at) !== 0; ) {
      const nameEnd = at + 5 + bytes.readUInt32LE(at + 1);
      const valueEnd = nameEnd + 4 + bytes.readUInt32LE(nameEnd);
      if (valueEnd > bytes.length) throw new RangeError('value beyond the end');
      variants.set(bytes.toString('utf8', at + 5, nameEnd), bytes.subarray(nameEnd + 4, valueEnd));
      at = valueEnd;
    }
    return variants;
  } catch {
    throw new KeybearerError('source-malformed', { reason: 'header' });
  }
}

/** @returns an unsigned number of 4 or 8 bytes; what is beyond 2^53 is infinite, and so beyond every bound. */
export function numberIn(variants: Variants, name: string): number {
  const bytes = variants.get(name);
  if (bytes?.length === 4) return bytes.readUInt32LE(0);
  if (bytes?.length !== 8) throw new KeybearerError('source-malformed', { reason: 'header' });
  const wide = bytes.readBigUInt64LE(0);
  return wide > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(wide);
}

export function bytesIn(variants: Variants, name: string): Buffer {
  const bytes = variants.get(name);
  if (bytes === undefined) throw new KeybearerError('source-malformed', { reason: 'header' });
  return bytes;
}
