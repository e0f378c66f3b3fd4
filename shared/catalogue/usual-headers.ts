/** The headers that a secret fills, as far as the catalogue tells. */
import { parseHeaderTemplate, templateParts } from '../header-template.ts';
import type { Issuer } from './issuer.ts';

/** What most issuers take. */
export const usualHeader = 'Authorization: Bearer {secret}';

/** The headers that the parts at hand can fill: a Datadog API key is good for much without its application key. */
export function headersFor(issuer: Issuer | undefined, parts: readonly string[]): readonly string[] {
  if (issuer === undefined || issuer.use === 'unconfirmed') return [usualHeader];
  return issuer.headers.filter((header) =>
    templateParts(parseHeaderTemplate(header)).every((name) => parts.includes(name)),
  );
}
