/** Checksums that issuers put into their tokens, so that a mistyped one is known without asking anybody. */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** CRC-32 as in ISO 3309 and zlib, of ASCII text. @returns 32 bits, unsigned. */
export function crc32(ascii: string): number {
  let remainder = 0xffffffff;
  for (let at = 0; at < ascii.length; at++)
    remainder = table[(remainder ^ ascii.charCodeAt(at)) & 0xff]! ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** @returns 6 digits, the CRC-32 in base 62. @see https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
export function githubChecksum(body: string): string {
  let digits = '';
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / 62)) digits = base62[rest % 62] + digits;
  return digits.padStart(6, '0');
}

/** @param token `ghp_`, 30 characters, 6 of checksum over those 30. */
export function hasGithubChecksum(token: string): boolean {
  return githubChecksum(token.slice(4, -6)) === token.slice(-6);
}
