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

/**
 * @returns 8 hexadecimal digits in lower case, the CRC-32.
 * @see https://developers.cloudflare.com/changelog/post/2026-04-14-cloudflare-api-token-detections/ (that it is one)
 * @see https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-cloudflare (over what)
 */
export function cloudflareChecksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}

/** How many characters of a token are its checksum, and the function that makes them of those between prefix and it. */
const checksums = {
  github: { length: 6, of: githubChecksum },
  cloudflare: { length: 8, of: cloudflareChecksum },
} as const;

export type Checksum = keyof typeof checksums;

/** @param token A prefix that ends with `_`, the body, the checksum over the body. */
export function hasRightChecksum(token: string, kind: Checksum): boolean {
  return withChecksum(token, kind) === token;
}

/** The token with the checksum that is right for its body. */
export function withChecksum(token: string, kind: Checksum): string {
  const { length, of } = checksums[kind];
  const body = token.slice(token.indexOf('_') + 1, -length);
  return token.slice(0, -length) + of(body);
}
