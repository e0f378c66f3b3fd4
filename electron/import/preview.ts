/** A plan as it is shown, before anything is stored: names and places, and nothing of a secret. */
import type { Candidate, Place, Skipped, SkipReason } from './candidate.ts';
import type { SourceContents } from './item.ts';
import type { KindName } from './kinds.ts';
import type { Duplicate, ImportPlan } from './plan.ts';

export interface PreviewedKey extends Place {
  readonly name: string;
  readonly title: string;
  readonly plainName: string | null;
  readonly issuer: string | null;
  readonly confidence: Candidate['confidence'];
  readonly account: string | null;
  readonly environment: string | null;
  readonly envName: string | null;
  readonly headers: readonly string[];
  readonly origins: readonly string[];
  readonly parts: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970; null: none, as far as the source and the token say. */
  readonly expiresAt: number | null;
  readonly expiryUnread: boolean;
  readonly hasNotes: boolean;
}

export interface PreviewedSkip extends Place {
  readonly title: string;
  readonly reason: SkipReason | 'in-vault' | 'in-vault-before' | 'twice';
  /** The key that has the same secret; null for other reasons. */
  readonly sameAs: string | null;
}

export interface Preview {
  readonly sources: readonly { readonly path: string; readonly kind: KindName }[];
  readonly add: readonly PreviewedKey[];
  readonly skip: readonly PreviewedSkip[];
}

/** @param expiryOf What a token says of its own expiry. */
export function previewOf(
  sources: readonly SourceContents[],
  plan: ImportPlan,
  skipped: readonly Skipped[],
  expiryOf: (candidate: Candidate) => number | null,
): Preview {
  return {
    sources: sources.map(({ path, kind }) => ({ path, kind })),
    add: plan.add.map(({ candidate, name, plainName }) => ({
      ...keyFields(candidate),
      name,
      plainName,
      expiresAt: candidate.fields.expiresAt ?? expiryOf(candidate),
    })),
    skip: [
      ...plan.duplicates.map(({ candidate, sameAs, where }) => ({
        ...candidate.place,
        title: candidate.title,
        reason: duplicateReasons[where],
        sameAs,
      })),
      ...skipped.map(({ place, title, reason }) => ({ ...place, title, reason, sameAs: null })),
    ],
  };
}

const duplicateReasons = {
  vault: 'in-vault',
  'vault-before': 'in-vault-before',
  import: 'twice',
} as const satisfies Record<Duplicate['where'], PreviewedSkip['reason']>;

function keyFields({ place, title, secret, fields, confidence, expiryUnread }: Candidate) {
  return {
    ...place,
    title,
    issuer: fields.issuer ?? null,
    confidence,
    account: fields.account ?? null,
    environment: fields.environment ?? null,
    envName: fields.envName ?? null,
    headers: fields.policy?.headers ?? [],
    origins: fields.policy?.origins ?? [],
    parts: secret.map(({ name }) => name),
    tags: fields.tags ?? [],
    expiryUnread,
    hasNotes: fields.notes !== undefined,
  };
}
