/** Why a match is one, in words for people. Never a word of the secret. */
import type { Issuer } from '../catalogue/issuer.ts';
import type { Evidence } from './evidence.ts';
import type { Field } from './field.ts';
import type { ReasonCode } from './match.ts';

/** @param rivals Names of other issuers that the same place may belong to. */
export function reasonText(issuer: Issuer, { code, shape }: Evidence, field: Field, rivals: readonly string[]): string {
  const form = shape?.words ?? 'no known form';
  const others = rivals.length === 0 ? 'much else' : rivals.slice(0, 6).join(', ');
  const texts: Record<ReasonCode, string> = {
    'checksum-right': `it has the form of ${form}, and its checksum is right`,
    'checksum-wrong': `it has the form of ${form}, but its checksum is wrong: is it whole, and typed right?`,
    form: `it has the form of ${form}`,
    'form-and-name': `${form}, and ${nearby(field)} names ${issuer.name}`,
    'env-name': `the variable ${field.label} is ${issuer.name}'s`,
    'header-name': `the header is ${issuer.name}'s own`,
    host: `it is sent to ${field.host}`,
    'ambiguous-form': `${form}, which is also the form of: ${others}`,
    'ambiguous-header': `the header is ${issuer.name}'s, and also that of: ${others}`,
    jwt: `a JSON Web Token: ${issuer.name} gives out such, and so do many others`,
  };
  return texts[code];
}

function nearby(field: Field): string {
  if (field.form === 'env-line') return 'the variable';
  if (field.form === 'json') return 'the member';
  return field.form === 'curl' ? 'the command' : 'the header';
}
