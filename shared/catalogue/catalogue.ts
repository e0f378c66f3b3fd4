/** All issuers that Keybearer knows. What an entry says is in issuer.ts; how to add one in docs/catalogue.md. */
import { clouds } from './clouds.ts';
import type { Issuer } from './issuer.ts';
import { languageModels } from './language-models.ts';
import { operations } from './operations.ts';
import { services } from './services.ts';
import { sourceCode } from './source-code.ts';
import { trendMicro } from './trend-micro.ts';

export const catalogue: readonly Issuer[] = [
  ...trendMicro,
  ...sourceCode,
  ...languageModels,
  ...clouds,
  ...operations,
  ...services,
];

/** @returns undefined for an id that is not in the catalogue: the user may still keep it with a key. */
export function findIssuer(id: string): Issuer | undefined {
  return catalogue.find((issuer) => issuer.id === id);
}
