/** Whose secret a value is, told by its form and by what stands around it. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { Confidence, Issuer } from '../../shared/catalogue/issuer.ts';
import { choose } from '../../shared/recognise/choose.ts';
import { recognise } from '../../shared/recognise/recognise.ts';

export interface Whose {
  readonly issuer: Issuer;
  /** Which of the issuer's parts it is. */
  readonly part: string;
  readonly confidence: Confidence;
}

/** A longer one is a file; those are not issuers' tokens. */
const maxChars = 8192;

/** @returns undefined where nobody is told for sure enough, or where only a part of the value is the secret. */
export function whoseSecret(name: string, value: string, url?: string): Whose | undefined {
  const secret = value.trim();
  if (secret === '' || secret.length > maxChars || /[\s"';`]/.test(secret)) return undefined;
  const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
  // As an .env line: the name and the host count as evidence there.
  const exact = /^[A-Za-z_]\w{0,127}$/.test(name) ? [name] : [];
  const around = `${name} ${host}`.replaceAll(/\W+/g, '_').replace(/^\d/, '_$&').slice(0, 120);
  for (const label of [...exact, around]) {
    const text = `${label}=${secret}`;
    const choice = choose(recognise(text));
    if (choice.kind !== 'one') continue;
    const { issuerId, confidence, parts } = choice.match;
    const issuer = findIssuer(issuerId);
    const [part] = parts;
    const isWhole = part !== undefined && text.slice(part.start, part.start + part.length) === secret;
    if (issuer !== undefined && isWhole && parts.length === 1) return { issuer, part: part.name, confidence };
  }
  return undefined;
}
