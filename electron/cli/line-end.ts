/** Takes one line end (LF or CRLF) off what was typed, piped or read from a file. */
export function stripLineEnd(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}
