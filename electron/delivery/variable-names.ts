/** The environment variables that a key's secret goes into. */
import type { FormatSubject } from './format.ts';
import { refusal } from './format.ts';

export interface PartVariable {
  readonly part: string;
  readonly variable: string;
}

/**
 * A plain secret goes into the key's variable, or into one made of its name; the parts of another each into one that ends in
 * the part's name: DATADOG_API_KEY, DATADOG_APP_KEY.
 *
 * @throws KeybearerError 'invalid-input' with `reason` 'env-name' when the name has no letter or digit to make one of.
 */
export function variablesOf({ name, envName, parts }: FormatSubject, format: string): PartVariable[] {
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
