/** What a JSON Web Token says of its own expiry. The signature is not checked: the issuer's key is not ours to know. */

/** 2^53 milliseconds are far beyond the year 9999, which is where dates stop here. */
const latestSeconds = Date.UTC(9999, 11, 31) / 1000;

/**
 * Reads `exp` of a JWT.
 *
 * @param text Anything; at most the size of a secret.
 * @returns milliseconds since 1970, or null where the text is no JWT or has no sensible `exp`.
 * @see RFC 7519, section 4.1.4 (NumericDate, seconds); RFC 7515, section 3.1 (compact form)
 */
export function jwtExpiry(text: string): number | null {
  const match = /^([\w-]+)\.([\w-]+)\.[\w-]*$/.exec(text);
  if (match === null) return null;
  const header = parseSegment(match[1]!);
  const claims = parseSegment(match[2]!);
  if (typeof header?.alg !== 'string') return null;
  const exp = claims?.exp;
  return typeof exp === 'number' && exp > 0 && exp <= latestSeconds ? Math.floor(exp * 1000) : null;
}

function parseSegment(segment: string): Record<string, unknown> | undefined {
  try {
    const base64 = segment.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // not a JWT: that is an answer, not an error
  }
}
