/** Putting text together as bytes, so that the secret in it can be wiped: a string could not be. */

/**
 * @param escaped What stands for a byte, a character for each byte; undefined: the byte itself.
 * @returns memory of its own, never a slice of Node's pool.
 */
export function escapeBytes(bytes: Buffer, escaped: (byte: number) => string | undefined): Buffer {
  let length = 0;
  for (const byte of bytes) length += escaped(byte)?.length ?? 1;
  const whole = Buffer.alloc(length);
  let at = 0;
  for (const byte of bytes) {
    const replacement = escaped(byte);
    at = replacement === undefined ? whole.writeUInt8(byte, at) : at + whole.write(replacement, at, 'latin1');
  }
  return whole;
}

/** Joins text and bytes. The buffers are used up: they are wiped. */
export function joinUp(pieces: readonly (string | Buffer)[]): Buffer {
  const buffers = pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece));
  const whole = Buffer.alloc(buffers.reduce((sum, buffer) => sum + buffer.length, 0));
  let at = 0;
  for (const buffer of buffers) {
    at += buffer.copy(whole, at);
    buffer.fill(0);
  }
  return whole;
}

export function isPrintableAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte <= 0x7e);
}
