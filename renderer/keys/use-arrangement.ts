import { useMemo } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { useNow } from '../ui/use-now.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { useKeys } from './keys-store.ts';

const minuteMs = 60_000;

/** The list as it stands, and the key that is looked at. */
export function useArrangement(): Arrangement & { readonly current: KeyView | undefined; readonly now: number } {
  const { all, query, filters, sort, currentId } = useKeys();
  const now = useNow(minuteMs);
  const arrangement = useMemo(() => arrange(all, { query, filters, sort, now }), [all, query, filters, sort, now]);
  const current = useMemo(() => {
    const { keys } = arrangement;
    return (currentId === null ? undefined : keys.find(({ id }) => id === currentId)) ?? keys[0];
  }, [arrangement, currentId]);
  return { ...arrangement, current, now };
}
