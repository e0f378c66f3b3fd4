import { describe, expect, it } from 'vitest';
import { byName, searchable } from '../../../renderer/keys/arrange.ts';
import { keysToCopy } from '../../../renderer/quick/quick-order.ts';
import type { KeyView } from '../../../shared/contract/keys.ts';

const now = Date.UTC(2026, 10, 25, 12);

function key(name: string, expiresAt: number | null = null): KeyView {
  return { id: name, name, issuer: null, tags: [], origins: [], headers: [], expiresAt } as unknown as KeyView;
}

function order(keys: readonly KeyView[], lastUsedIds: readonly string[] = [], query = ''): string[] {
  return keysToCopy(byName(keys.map(searchable)), query, lastUsedIds, now).map(({ name }) => name);
}

describe('keysToCopy', () => {
  it('begins with what was used last, then goes by name', () => {
    const keys = ['a', 'b', 'c', 'd'].map((name) => key(name));
    expect(order(keys, ['gone', 'd', 'b'])).toEqual(['d', 'b', 'a', 'c']);
  });

  it('ends with what has expired, even if it was used last', () => {
    expect(order([key('a', now), key('b', now + 1), key('c')], ['a'])).toEqual(['b', 'c', 'a']);
  });

  it('keeps to that order among what is found', () => {
    expect(order([key('git-a'), key('git-b'), key('other')], ['other', 'git-b'], 'git')).toEqual(['git-b', 'git-a']);
  });
});
