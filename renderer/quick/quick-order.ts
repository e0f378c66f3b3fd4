/** The order in which keys are offered to be copied: what was used last is wanted next, and what has expired is wanted by nobody. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { arrange, noFilters, type SearchableKey } from '../keys/arrange.ts';

/** @param all By name. */
export function keysToCopy(
  all: readonly SearchableKey[],
  query: string,
  lastUsedIds: readonly string[],
  now: number,
): KeyView[] {
  const { keys } = arrange(all, { query, filters: noFilters, sort: 'name', now });
  const places = new Map(lastUsedIds.map((id, at) => [id, at]));
  const placeOf = ({ id, expiresAt }: KeyView) =>
    expiresAt !== null && expiresAt <= now ? lastUsedIds.length + 1 : (places.get(id) ?? lastUsedIds.length);
  return keys.toSorted((one, other) => placeOf(one) - placeOf(other));
}
