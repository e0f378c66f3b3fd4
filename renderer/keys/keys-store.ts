/** The keys, which of them are looked for, and which are chosen. */
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Failure, Output, Result } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { byName, type Filters, noFilters, type SearchableKey, type Sort, searchable } from './arrange.ts';
import { stayingId } from './current-key.ts';

type Loading =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'there'; readonly findings: Output<'keys.list'>['findings'] };

interface Keys {
  readonly loading: Loading;
  /** By name. */
  readonly all: readonly SearchableKey[];
  readonly query: string;
  readonly filters: Filters;
  readonly sort: Sort;
  /** The key that is looked at; null: the first of the list. */
  readonly currentId: string | null;
  /** The keys that are chosen together; empty: only the current one counts. */
  readonly chosenIds: ReadonlySet<string>;
  /** In a narrow window: whether the detail is before the list. */
  readonly isDetailOpen: boolean;
}

/** One for all: what depends on it does not change with every search. */
const noneChosen: ReadonlySet<string> = new Set();

export const useKeys = featureStore<Keys>(() => ({
  loading: { kind: 'waiting' },
  all: [],
  query: '',
  filters: noFilters,
  sort: 'attention',
  currentId: null,
  chosenIds: noneChosen,
  isDetailOpen: false,
}));

let isStale = false;
let loading: Promise<void> | undefined;

/** One question at a time: for what changes while it is being answered there is one more after it, however much that is. */
export function loadKeys(): Promise<void> {
  isStale = true;
  loading ??= loadWhileStale().finally(() => {
    loading = undefined;
  });
  return loading;
}

async function loadWhileStale(): Promise<void> {
  while (isStale) {
    isStale = false;
    take(await call('keys.list', {}));
  }
}

function take(result: Result<'keys.list'>): void {
  if (!result.ok) useKeys.setState({ loading: { kind: 'failed', failure: result } });
  else
    useKeys.setState((before) => ({
      loading: { kind: 'there', findings: result.value.findings },
      ...withKeys(before, byName(result.value.keys.map(searchable))),
    }));
}

/** Takes in a key that was changed here, without waiting for the list. */
export function putKey(key: KeyView): void {
  useKeys.setState((before) => {
    const others = before.all.filter((one) => one.key.id !== key.id);
    return withKeys(before, key.removedAt === null ? byName([...others, searchable(key)]) : others);
  });
}

/** What is looked at stays: a key that comes must not take its place. */
function withKeys(before: Keys, all: readonly SearchableKey[]): Pick<Keys, 'all' | 'currentId'> {
  return { all, currentId: stayingId(before, all, Date.now()) };
}

export function findKey(id: string): KeyView | undefined {
  return useKeys.getState().all.find(({ key }) => key.id === id)?.key;
}

export function search(query: string): void {
  useKeys.setState({ query, currentId: null, chosenIds: noneChosen });
}

export function setFilters(change: Partial<Filters>): void {
  useKeys.setState(({ filters }) => ({ filters: { ...filters, ...change }, currentId: null, chosenIds: noneChosen }));
}

export function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

export function lookAt(id: string, isDetailOpen = useKeys.getState().isDetailOpen): void {
  useKeys.setState({ currentId: id, chosenIds: noneChosen, isDetailOpen });
}

export function backToList(): void {
  useKeys.setState({ isDetailOpen: false });
}

/** Adds a key to those that are chosen together, or takes it out; the one that was looked at comes along. */
export function toggleChosen(id: string, currentId: string | undefined): void {
  useKeys.setState(({ chosenIds }) => {
    const chosen = new Set(chosenIds.size === 0 && currentId !== undefined ? [currentId] : chosenIds);
    if (!chosen.delete(id)) chosen.add(id);
    return { chosenIds: chosen.size > 1 ? chosen : noneChosen, currentId: chosen.size === 1 ? [...chosen][0]! : id };
  });
}

export function choose(ids: readonly string[]): void {
  useKeys.setState({ chosenIds: ids.length > 1 ? new Set(ids) : noneChosen });
}

/** Goes on to a key and takes it in among those that are chosen. */
export function extend(id: string, chosenIds: readonly string[]): void {
  useKeys.setState({ currentId: id, chosenIds: new Set([...chosenIds, id]) });
}
