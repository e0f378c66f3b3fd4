/** Chooses the one match that a secret is stored under. */
import type { Match } from './match.ts';

export type Choice = { kind: 'none' } | { kind: 'several' } | { kind: 'one'; match: Match };

/**
 * @param matches As `recognise` answers them.
 * @param issuerId What the user says: then its matches count even where they prove nothing by themselves. Else `ambiguous`
 *   ones do not count.
 * @returns `several` where the text holds more than one secret; `none` also where two issuers are as likely.
 */
export function choose(matches: readonly Match[], issuerId?: string): Choice {
  const counted = matches.filter((match) =>
    issuerId === undefined ? match.confidence !== 'ambiguous' : match.issuerId === issuerId,
  );
  const [best, ...others] = counted;
  if (best === undefined) return { kind: 'none' };
  const overlaps = (other: Match) => other.parts.some((part) => best.parts.some(({ start }) => start === part.start));
  if (others.some((other) => !overlaps(other))) return { kind: 'several' };
  return others.some((other) => other.confidence === best.confidence) ? { kind: 'none' } : { kind: 'one', match: best };
}
