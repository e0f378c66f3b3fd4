/** What the formats say of a key, besides its secret. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { ApiKey } from '../vault/api-key.ts';
import type { FormatSubject } from './format.ts';

type Described = Pick<ApiKey, 'name' | 'envName' | 'policy' | 'parts' | 'issuer'>;

export function subjectOf({ name, envName, policy, parts, issuer }: Described): FormatSubject {
  const issuerVariables = variablesOfIssuer(issuer, parts);
  return { name, envName, origin: policy.origins[0], templates: policy.headers, parts, issuerVariables };
}

/** All or none: a pair of which one is named after the key would be found by no program. */
function variablesOfIssuer(issuer: string | null, parts: readonly string[]): string[] {
  const known = issuer === null ? [] : (findIssuer(issuer)?.parts ?? []);
  const variables = parts.map((part) => known.find(({ name }) => name === part)?.envNames[0]);
  return variables.filter((variable) => variable !== undefined).length === parts.length ? (variables as string[]) : [];
}
