/** What happens to each candidate: stored, under which name, or skipped because its secret is known. Pure. */
import { normaliseKeyName } from '../../shared/key-name.ts';
import type { KnownSecrets } from '../vault/use-cases/known-secrets.ts';
import type { Candidate } from './candidate.ts';
import { freeName } from './key-names.ts';

export interface PlannedKey {
  readonly candidate: Candidate;
  readonly name: string;
  /** Its plain name, which another key has; null where it got that. */
  readonly takenName: string | null;
}

export interface Duplicate {
  readonly candidate: Candidate;
  /** The key that has the secret. */
  readonly sameAs: string;
  /** That key is in the vault; it had the secret before its last rotation; or this import brings it. */
  readonly where: 'vault' | 'vault-before' | 'import';
}

export interface ImportPlan {
  readonly add: readonly PlannedKey[];
  readonly duplicates: readonly Duplicate[];
}

/**
 * @param names Of the keys in the vault.
 * @param secrets Of those keys; what is planned is added to it.
 */
export function planImport(
  candidates: readonly Candidate[],
  names: readonly string[],
  secrets: KnownSecrets,
): ImportPlan {
  const taken = new Set(names.map(normaliseKeyName));
  const planned = new Set<string>();
  const add: PlannedKey[] = [];
  const duplicates: Duplicate[] = [];
  for (const candidate of candidates) {
    const mark = secrets.mark(candidate.secret);
    const holder = secrets.holderOf(mark);
    if (holder !== undefined) {
      const where = planned.has(holder.name) ? 'import' : holder.isPrevious ? 'vault-before' : 'vault';
      duplicates.push({ candidate, sameAs: holder.name, where });
      continue;
    }
    const name = freeName(candidate.names, taken);
    taken.add(normaliseKeyName(name));
    planned.add(name);
    secrets.add(mark, { name, isPrevious: false });
    add.push({ candidate, name, takenName: name === candidate.names[0] ? null : candidate.names[0] });
  }
  return { add, duplicates };
}
