/**
 * Policy: what decides where a secret may go. Its hash is bound into every seal of the secret, so somebody who can write
 * records but not open secrets cannot point a secret elsewhere.
 */
import { createHash } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import { normaliseHeaderTemplate } from '../../shared/header-template.ts';
import { normaliseKeyName } from '../../shared/key-name.ts';
import { limits } from '../../shared/limits.ts';
import { parseOrigin } from '../../shared/origin.ts';

export interface Policy {
  /** Ask the user before each use. */
  readonly askBeforeUse: boolean;
  /** Header templates in their one spelling, in the order in which they are sent. Empty: the secret fills no header. */
  readonly headers: readonly string[];
  /** Normalised origins, sorted, each once. Empty: the secret may be sent nowhere. */
  readonly origins: readonly string[];
}

/** Puts what a caller asks for into its one form. Throws the errors of header templates and origins. */
export function normalisePolicy(policy: Policy): Policy {
  const origins = [...new Set(policy.origins.map(parseOrigin))].sort();
  if (origins.length > limits.originsMax) {
    throw new KeybearerError('invalid-input', { field: 'origin', reason: 'too-many', max: limits.originsMax });
  }
  const headers = policy.headers.map(normaliseHeaderTemplate);
  if (headers.length > limits.headersMax) {
    throw new KeybearerError('invalid-input', { field: 'header', reason: 'too-many', max: limits.headersMax });
  }
  const names = headers.map((header) => header.slice(0, header.indexOf(':')).toLowerCase());
  if (new Set(names).size < names.length) throw new KeybearerError('header-template-invalid', { reason: 'twice' });
  return { askBeforeUse: policy.askBeforeUse, headers, origins };
}

/** What is bound to a secret: the policy, and the name by which the user asks for it. */
export interface Bound {
  readonly name: string;
  readonly policy: Policy;
}

/**
 * SHA-256 of the canonical form of what is bound: RFC 8785 (JCS) of the policy's members and the normalised name. With the
 * name in it, somebody with the index key alone cannot swap the names of two keys either.
 *
 * @returns 32 bytes.
 */
export function policyHash({ name, policy }: Bound): Buffer {
  const { askBeforeUse, headers, origins } = policy;
  const canonical = JSON.stringify({ askBeforeUse, headers, name: normaliseKeyName(name), origins });
  return createHash('sha256').update(canonical).digest();
}

export function sameBound(one: Bound, other: Bound): boolean {
  return policyHash(one).equals(policyHash(other));
}
