/** What the formats say of a key, besides its secret. */
import type { ApiKey } from '../vault/api-key.ts';
import type { FormatSubject } from './format.ts';

export function subjectOf({ name, envName, policy, parts }: ApiKey): FormatSubject {
  return { name, envName, origin: policy.origins[0], templates: policy.headers, parts };
}
