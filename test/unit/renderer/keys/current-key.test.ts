import { describe, expect, it } from 'vitest';
import { byName, noFilters, searchable } from '../../../../renderer/keys/arrange.ts';
import { currentKey, stayingId } from '../../../../renderer/keys/current-key.ts';
import { sampleKey } from '../../../window/fake/sample-keys.ts';

const now = Date.now();
const [alpha, bravo, charlie, delta] = ['alpha', 'bravo', 'charlie', 'delta'].map((name, at) =>
  sampleKey(at, { name }),
);
const listed = (...keys: (typeof alpha)[]) => byName(keys.map((key) => searchable(key!)));
const looked = (currentId: string | null, query = '') => ({
  all: listed(alpha, bravo, charlie),
  query,
  filters: noFilters,
  sort: 'attention' as const,
  currentId,
});

describe('stayingId', () => {
  it.each([
    ['the first, while none was chosen', null, listed(alpha, bravo, charlie, delta), alpha],
    ['the one that was chosen', bravo!.id, listed(alpha, bravo, charlie, delta), bravo],
    ['the next one, where it has gone', bravo!.id, listed(alpha, charlie), charlie],
    ['the one before, where it was the last', charlie!.id, listed(alpha, bravo), bravo],
    ['the nearest of those that are left', alpha!.id, listed(charlie), charlie],
  ])('is %s', (_what, currentId, all, key) => {
    expect(stayingId(looked(currentId), all, now)).toBe(key!.id);
  });

  it('stays among what was searched for', () => {
    expect(stayingId(looked(null, 'bra'), listed(alpha, bravo, delta), now)).toBe(bravo!.id);
    expect(stayingId({ ...looked(null), all: [] }, listed(alpha), now)).toBeNull();
  });
});

describe('currentKey', () => {
  it('is the one that was chosen, else the first of the list', () => {
    expect(currentKey(looked(charlie!.id), now)).toBe(charlie);
    expect(currentKey(looked(null), now)).toBe(alpha);
    expect(currentKey(looked(null, 'nothing like it'), now)).toBeUndefined();
  });
});
