/** What becomes of each key of a backup in a vault that has keys already. Decides; nothing is read or written here. */
import { randomBytes } from 'node:crypto';
import { normaliseKeyName } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';
import type { ApiKey } from '../api-key.ts';
import type { WholeKey } from '../whole-key.ts';
import { differences } from './compare-keys.ts';

/** What to do with a key that is here with other content. */
export const conflictChoices = ['stop', 'skip', 'replace', 'keep-both'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

/** `stored` is `key` under an id, and perhaps a name, that are free. `here` is as it was seen: a later change is noticed by it. */
export type MergeStep = { readonly key: WholeKey } & (
  | { readonly action: 'add'; readonly stored: WholeKey; readonly differs: readonly string[] }
  | {
      readonly action: 'replace';
      readonly stored: WholeKey;
      readonly here: ApiKey;
      readonly differs: readonly string[];
    }
  | { readonly action: 'skip' | 'stop'; readonly here: ApiKey; readonly differs: readonly string[] }
  | { readonly action: 'same'; readonly here: ApiKey }
);

export interface KeysHere {
  /** Those in use. */
  readonly keys: readonly (WholeKey & Pick<ApiKey, 'revision'>)[];
  /** Ids as hex, of keys in use and in the trash. */
  readonly ids: ReadonlySet<string>;
}

/**
 * A key of the backup meets the one of its name; where there is none, the one of its id, which was renamed since. A key whose
 * id is in the trash is new: what was removed may be newer than the backup, so it is left there, and an id of its own is made.
 */
export function planMerge(here: KeysHere, incoming: readonly WholeKey[], choice: ConflictChoice): MergeStep[] {
  const met = meetings(here, incoming);
  const taken = {
    names: new Set([...here.keys, ...incoming].map(nameOf)),
    ids: new Set(here.ids),
  };
  return incoming.map((key) => {
    const found = met.get(key);
    if (found === undefined) return { action: 'add', key, stored: withFreeId(key, taken.ids), differs: [] };
    const differs = differences(found, key);
    const known = apiKeyOf(found);
    if (differs.length === 0) return { action: 'same', key, here: known };
    if (choice === 'keep-both') return besideIt(here, key, differs, taken);
    if (choice === 'replace') return { action: choice, key, stored: withFreeId(key, taken.ids), here: known, differs };
    return { action: choice, key, here: known, differs };
  });
}

type Met = KeysHere['keys'][number];

function meetings(here: KeysHere, incoming: readonly WholeKey[]): Map<WholeKey, Met> {
  const byName = new Map(here.keys.map((key) => [nameOf(key), key]));
  const byId = new Map(here.keys.map((key) => [key.id.toString('hex'), key]));
  const met = new Map<WholeKey, Met>();
  for (const key of incoming) {
    const found = byName.get(nameOf(key));
    if (found !== undefined) met.set(key, found);
  }
  const claimed = new Set(met.values());
  for (const key of incoming) {
    const found = byId.get(key.id.toString('hex'));
    if (!met.has(key) && found !== undefined && !claimed.has(found)) met.set(key, found);
  }
  return met;
}

interface Taken {
  readonly names: Set<string>;
  readonly ids: Set<string>;
}

/** The key under a name of its own; or nothing, if an earlier merge has put it there. */
function besideIt(here: KeysHere, key: WholeKey, differs: readonly string[], taken: Taken): MergeStep {
  for (let number = 2; ; number++) {
    const named = { ...key, record: { ...key.record, name: numbered(key.record.name, number) } };
    const there = here.keys.find((other) => nameOf(other) === nameOf(named));
    if (there !== undefined && differences(there, named).length === 0)
      return { action: 'same', key, here: apiKeyOf(there) };
    if (taken.names.has(nameOf(named))) continue;
    taken.names.add(nameOf(named));
    return { action: 'add', key, stored: withFreeId(named, taken.ids), differs };
  }
}

function numbered(name: string, number: number): string {
  const ending = `-${number}`;
  return name.slice(0, limits.nameMaxChars - ending.length).trimEnd() + ending;
}

function withFreeId<K extends WholeKey>(key: K, ids: Set<string>): K {
  let { id } = key;
  while (ids.has(id.toString('hex'))) id = randomBytes(16);
  ids.add(id.toString('hex'));
  return { ...key, id };
}

function apiKeyOf({ id, revision, record }: Met): ApiKey {
  return { ...record, id, revision };
}

function nameOf({ record }: WholeKey): string {
  return normaliseKeyName(record.name);
}
