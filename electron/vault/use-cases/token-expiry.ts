/** The expiry that a secret states itself. */
import { jwtExpiry } from '../../../shared/jwt.ts';
import type { ApiKeyRecord } from '../api-key.ts';
import type { Secret } from '../secret.ts';

/** @returns what a JWT says of itself, else that nothing is known. */
export function tokenExpiry(secret: Secret): Pick<ApiKeyRecord, 'expiresAt' | 'expirySource'> {
  const only = secret.length === 1 ? secret[0] : undefined;
  // "eyJ" is base64url of `{"`: only what may be a token becomes a string, which cannot be wiped.
  const expiresAt = only?.bytes.subarray(0, 3).equals(Buffer.from('eyJ')) ? jwtExpiry(only.bytes.toString()) : null;
  return { expiresAt, expirySource: expiresAt === null ? null : 'token' };
}
