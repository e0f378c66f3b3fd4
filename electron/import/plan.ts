/** What happens to each candidate: stored, under which name, or skipped because its secret is known. Pure. */
import { normaliseKeyName } from '../../shared/key-name.ts';
import type { KnownSecrets } from '../vault/use-cases/known-secrets.ts';
import type { Candidate } from './candidate.ts';
import { FreeNames } from './key-names.ts';

export interface PlannedKey {
  readonly candidate: Candidate;
  readonly name: string;
  /** What it would be called if another were not called so; null where it is. */
  readonly plainName: string | null;
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
 * @param secrets Of those keys.
 */
export function planImport(
  candidates: readonly Candidate[],
  names: readonly string[],
  secrets: KnownSecrets,
): ImportPlan {
  const marked = candidates.map((candidate) => ({ candidate, mark: secrets.mark(candidate.secret) }));
  const firsts = new Map<string, Candidate>();
  for (const { candidate, mark } of marked)
    if (secrets.holderOf(mark) === undefined && !firsts.has(mark)) firsts.set(mark, candidate);
  const named = nameAll([...firsts.values()], names);
  const duplicates = marked.flatMap(({ candidate, mark }): Duplicate[] => {
    const holder = secrets.holderOf(mark);
    if (holder !== undefined)
      return [{ candidate, sameAs: holder.name, where: holder.isPrevious ? 'vault-before' : 'vault' }];
    const first = firsts.get(mark)!;
    return first === candidate ? [] : [{ candidate, sameAs: named.get(first)!, where: 'import' }];
  });
  return { add: [...named].map(([candidate, name]) => planned(candidate, name)), duplicates };
}

/** Where several files have one name, none gets it as it is: `stripe-key` would not say whose it is. */
function nameAll(candidates: readonly Candidate[], names: readonly string[]): Map<Candidate, string> {
  const paths = new Map<string, Set<string>>();
  for (const { names: wanted, place } of candidates) {
    const plain = normaliseKeyName(wanted[0]);
    paths.set(plain, (paths.get(plain) ?? new Set()).add(place.path));
  }
  const free = new FreeNames(names);
  return new Map(
    candidates.map((candidate) => {
      const [plain, apart, ...others] = candidate.names;
      const isShared = paths.get(normaliseKeyName(plain))!.size > 1 && apart !== undefined;
      return [candidate, free.take(isShared ? [apart, ...others] : candidate.names)];
    }),
  );
}

function planned(candidate: Candidate, name: string): PlannedKey {
  const [plain] = candidate.names;
  return { candidate, name, plainName: name === plain ? null : plain };
}
