/** What an item turned out to be: keys that can be stored, or nothing, with the reason. */
import type { Confidence } from '../../shared/catalogue/issuer.ts';
import type { Secret } from '../vault/secret.ts';
import type { KeyFields } from '../vault/use-cases/key-fields.ts';
import type { LeftOut } from './item.ts';
import type { ValueShape } from './value-shape.ts';

export interface Place {
  readonly path: string;
  readonly line: number | null;
}

/** A key that can be stored. Whoever holds it wipes its secret, its notes and its renewal steps. */
export interface Candidate {
  readonly place: Place;
  /** What the source calls it. */
  readonly title: string;
  /** Names to try, in order; the first is the plain one. All are valid. */
  readonly names: readonly [string, ...string[]];
  readonly secret: Secret;
  readonly fields: KeyFields;
  /** How sure its issuer is; null where none was recognised or the source names it itself. */
  readonly confidence: Confidence | null;
  /** The source had an expiry that could not be read. */
  readonly expiryUnread: boolean;
}

export type SkipReason =
  | Exclude<ValueShape, 'token' | 'url-with-password' | 'private-key'>
  | LeftOut['reason']
  | 'login'
  | 'unfit';

export interface Skipped {
  readonly place: Place;
  readonly title: string;
  readonly reason: SkipReason;
}

export interface Verdicts {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
}
