/** What `recognise` answers. Places instead of copies: whoever asked holds the text, and wipes it. */
import type { Confidence } from '../catalogue/issuer.ts';

export const forms = ['secret', 'jwt', 'header-line', 'curl', 'env-line', 'json'] as const;
/** What the text is: the bare secret, or something that holds it. */
export type Form = (typeof forms)[number];

export const reasonCodes = [
  'checksum-right',
  'checksum-wrong',
  'form',
  'form-and-name',
  'env-name',
  'header-name',
  'host',
  'ambiguous-form',
  'ambiguous-header',
  'jwt',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface MatchPart {
  /** As the issuer's header templates name it. */
  readonly name: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly length: number;
  /** The public beginning, such as `ghp_`: all of it that may be shown. Often empty. */
  readonly prefix: string;
}

export interface Match {
  readonly issuerId: string;
  readonly form: Form;
  readonly confidence: Confidence;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
  /** At least one; fewer than the issuer has where the text holds only some of them. */
  readonly parts: readonly MatchPart[];
  /** The variable that an .env line sets; null where there is none or where there are several parts. */
  readonly envName: string | null;
  /** `exp` of a JWT in milliseconds since 1970, else null. */
  readonly expiresAt: number | null;
}
