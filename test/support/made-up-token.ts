/** A token of an issuer's form, the same each time. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import { madeUpSecret } from './made-up-secret.ts';
import { SeededRandom } from './seeded-random.ts';

/** @param seed Another one makes another token. */
export function madeUpToken(issuerId: string, seed = 1): string {
  const shape = findIssuer(issuerId)?.parts.flatMap(({ shapes }) => shapes)[0];
  if (shape === undefined) throw new Error(`no form is known of ${issuerId}`);
  return madeUpSecret(shape, new SeededRandom(seed));
}
