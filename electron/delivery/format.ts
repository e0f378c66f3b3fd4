/**
 * Formats: a key's request, or its secret, written for another program. Each has two forms: one without the secret, which fetches
 * it from `keybearer` when it runs, and the literal one. Pure: what comes in belongs to the caller, who wipes it.
 */
import { KeybearerError } from '../../shared/errors.ts';
import type { HeaderLine } from '../vault/header-value.ts';
import type { Secret } from '../vault/secret.ts';

/** What the forms are made of, besides the secret. */
export interface FormatSubject {
  readonly name: string;
  /** Null: one is made of the name. */
  readonly envName: string | null;
  /** Where the request goes; undefined: the key allows no origin yet. */
  readonly origin: string | undefined;
  readonly templates: readonly string[];
  /** The names of the secret's parts, in order. */
  readonly parts: readonly string[];
  /** The variables that the issuer's own programs read the parts from, in the order of the parts; empty: there are none. */
  readonly issuerVariables: readonly string[];
}

interface Form<Filled> {
  /** @throws KeybearerError 'invalid-input' where the format cannot say what the key needs. */
  withoutSecret(subject: FormatSubject): string;
  /**
   * @returns new bytes, which the caller wipes.
   * @throws KeybearerError 'invalid-input' where the format cannot carry a value unchanged.
   */
  withSecret(subject: FormatSubject, filled: Filled): Buffer;
}

export type Format =
  | ({ readonly takes: 'headers' } & Form<readonly HeaderLine[]>)
  | ({ readonly takes: 'secret' } & Form<Secret>);

export type FormatRefusal =
  | 'which-part'
  | 'no-origin'
  | 'blank-value'
  | 'not-ascii'
  | 'httpie-backslash'
  | 'httpie-name'
  | 'powershell-name'
  | 'env-name'
  | 'env-quotes'
  | 'http-braces'
  | 'http-scheme'
  | 'http-base64';

export function refusal(format: string, reason: FormatRefusal): KeybearerError {
  return new KeybearerError('invalid-input', { field: `${format} format`, reason });
}

/** The origin that a request is written for. */
export function originOf(subject: FormatSubject, format: string): string {
  if (subject.origin === undefined) throw refusal(format, 'no-origin');
  return subject.origin;
}
