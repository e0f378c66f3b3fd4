/** The wire's elements: big-endian numbers, and byte strings behind their length. Part 2, 5.3 (base types), 10.4 (TPM2B, sized buffers). */
import { Tpm2Error } from './error.ts';

export function u8(value: number): Buffer {
  return Buffer.of(value);
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** A TPM2B: two bytes of length, then the bytes. */
export function sized(bytes: Buffer): Buffer {
  return Buffer.concat([u16(bytes.length), bytes]);
}

/** Reads what somebody else wrote, and never beyond its end. Every method throws Tpm2Error 'malformed-answer'. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  u8(): number {
    return this.bytes(1).readUInt8();
  }

  u16(): number {
    return this.bytes(2).readUInt16BE();
  }

  u32(): number {
    return this.bytes(4).readUInt32BE();
  }

  /** @returns a view, not a copy. */
  bytes(count: number): Buffer {
    if (count > this.#bytes.length - this.#at) throw new Tpm2Error('malformed-answer');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** @returns the content of a TPM2B: a view, not a copy. */
  sized(maxBytes: number): Buffer {
    const length = this.u16();
    if (length > maxBytes) throw new Tpm2Error('malformed-answer');
    return this.bytes(length);
  }

  rest(): Buffer {
    return this.bytes(this.#bytes.length - this.#at);
  }

  /** To be called after the last element: there must be nothing more. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new Tpm2Error('malformed-answer');
  }
}
