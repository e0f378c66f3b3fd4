import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featureStore, resetStores } from '../../../renderer/feature-store.ts';

describe('resetStores', () => {
  it('puts every store back to how it began', () => {
    const one = featureStore<{ query: string; chosen: readonly string[] }>(() => ({ query: '', chosen: [] }));
    const other = featureStore<{ shown: { secret: string } | null }>(() => ({ shown: null }));
    one.setState({ query: 'git', chosen: ['a'] });
    other.setState({ shown: { secret: 'made up' } });
    resetStores();
    expect(one.getState()).toEqual({ query: '', chosen: [] });
    expect(other.getState()).toEqual({ shown: null });
  });

  it('reaches every store of the window but the one that knows that it is locked', () => {
    const folder = join(import.meta.dirname, '../../../renderer');
    const sources = globSync('**/*.{ts,tsx}', { cwd: folder });
    const others = sources.filter((name) => /from 'zustand'/.test(readFileSync(join(folder, name), 'utf8')));
    expect(others.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([
      'feature-store.ts',
      'lock/session-store.ts',
    ]);
  });
});
