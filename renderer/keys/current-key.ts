/** Which key is looked at. Pure. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { arrange, type Filters, type SearchableKey, type Sort } from './arrange.ts';

interface Looked {
  readonly all: readonly SearchableKey[];
  readonly query: string;
  readonly filters: Filters;
  readonly sort: Sort;
  /** Null: the first of the list. */
  readonly currentId: string | null;
}

export function currentKey(looked: Looked, now: number): KeyView | undefined {
  const { keys } = arrange(looked.all, { ...looked, now });
  return keys.find(({ id }) => id === looked.currentId) ?? keys[0];
}

/** The key that stays looked at when the keys become others: the same one, or its neighbour where it has gone. */
export function stayingId(looked: Looked, all: readonly SearchableKey[], now: number): string | null {
  const { keys } = arrange(looked.all, { ...looked, now });
  const at = Math.max(
    keys.findIndex(({ id }) => id === looked.currentId),
    0,
  );
  const left = new Set(all.map(({ key }) => key.id));
  return [...keys.slice(at), ...keys.slice(0, at).reverse()].find(({ id }) => left.has(id))?.id ?? null;
}
