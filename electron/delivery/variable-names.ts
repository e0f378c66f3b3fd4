/** The environment variables that a key's secret goes into. */
import type { FormatSubject } from './format.ts';
import { refusal } from './format.ts';

export interface PartVariable {
  readonly part: string;
  readonly variable: string;
}

/**
 * A plain secret goes into the key's variable, or into one made of its name; the parts of another each into the
 * issuer's own, DD_API_KEY and DD_APP_KEY, or, where it has none or the key names one, into one that ends in the part's name.
 *
 * @throws KeybearerError 'invalid-input' with `reason` 'env-name' when the name has no letter or digit to make one of.
 */
export function variablesOf(subject: FormatSubject, format: string): PartVariable[] {
  const { name, envName, parts, issuerVariables } = subject;
  if (envName === null && parts.length > 1 && issuerVariables.length === parts.length)
    return parts.map((part, at) => ({ part, variable: issuerVariables[at]! }));
  const made = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(?=\d)/, '_');
  const base = envName ?? made;
  if (base === '') throw refusal(format, 'env-name');
  if (parts.length === 1) return [{ part: parts[0] ?? '', variable: base }];
  return parts.map((part) => ({ part, variable: `${base}_${part.toUpperCase()}` }));
}
