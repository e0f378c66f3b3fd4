/** The keys: a list beside the detail of one of them, or of several that are chosen together. */
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { goTo, openDialog } from '../app/navigation-store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { needsAttention, type SearchableKey } from './arrange.ts';
import { ChosenKeys } from './chosen-keys.tsx';
import { EmptyVault, NothingFound } from './empty-keys.tsx';
import { KeyDetail } from './key-detail.tsx';
import { FilterBar } from './key-filters.tsx';
import { KeyList } from './key-list.tsx';
import './keys.css';
import { loadKeys, useKeys } from './keys-store.ts';
import { ListWidth } from './list-width.tsx';
import { SearchBar } from './search-bar.tsx';
import { useArrangement } from './use-arrangement.ts';
import { useListKeyboard } from './use-list-keyboard.ts';

export function KeysView() {
  const { loading, all, chosenIds, isDetailOpen } = useKeys();
  const { keys, urgent, current, now } = useArrangement();
  const searchInput = useRef<HTMLInputElement>(null);
  // What a key stroke in the search does not change is not worked out anew at each.
  const chosen = useMemo(() => chosenKeys(keys, all, chosenIds), [keys, all, chosenIds]);
  const urgentInAll = useMemo(() => all.filter(({ key }) => needsAttention(key.expiresAt, now)).length, [all, now]);
  // Who began to type in another view goes on typing here.
  useEffect(() => {
    if (useKeys.getState().query !== '') searchInput.current?.focus();
  }, []);
  useListKeyboard({ keys, current, chosen, searchInput });

  if (loading.kind === 'failed') return <ListFailure />;
  if (loading.kind === 'waiting') return <Waiting>Reading the keys</Waiting>;
  if (all.length === 0) return <EmptyVault />;
  return (
    <div className="keys-view" data-detail={isDetailOpen || undefined}>
      <section className="keys-pane" aria-label="List of keys">
        <SearchBar inputRef={searchInput} current={current} />
        <FilterBar urgentInAll={urgentInAll} />
        <Findings />
        {keys.length === 0 ? <NothingFound /> : <KeyList {...{ keys, urgent, current, now }} />}
      </section>
      <ListWidth />
      <DetailPane current={current} chosen={chosen} now={now} />
    </div>
  );
}

const none: readonly KeyView[] = [];

/** In the order of the list. What was chosen before a filter hid it is chosen still. */
function chosenKeys(
  keys: readonly KeyView[],
  all: readonly SearchableKey[],
  ids: ReadonlySet<string>,
): readonly KeyView[] {
  if (ids.size === 0) return none;
  return [...new Set([...keys, ...all.map(({ key }) => key)])].filter(({ id }) => ids.has(id));
}

function DetailPane({
  current,
  chosen,
  now,
}: {
  current: KeyView | undefined;
  chosen: readonly KeyView[];
  now: number;
}) {
  // The list is painted first, also when it is there for the first time: beside it the detail can wait.
  const shown = useDeferredValue(current, undefined);
  return (
    <section className="detail-pane" aria-label={chosen.length > 0 ? 'Chosen keys' : 'Key'}>
      {chosen.length > 0 ? (
        <ChosenKeys keys={chosen} />
      ) : (
        shown !== undefined && <KeyDetail key={shown.id} apiKey={shown} now={now} />
      )}
    </section>
  );
}

function ListFailure() {
  const { loading } = useKeys();
  if (loading.kind !== 'failed') return null;
  return (
    <div className="empty-vault">
      <h1>Your keys cannot be listed</h1>
      <FailureNotice failure={loading.failure} />
      <div className="buttons">
        <Button onClick={() => void loadKeys()}>Try again</Button>
        <Button kind="quiet" onClick={() => goTo('protection')}>
          Check the vault
        </Button>
        <Button kind="quiet" onClick={() => openDialog({ kind: 'restore' })}>
          Restore from a backup
        </Button>
      </div>
    </div>
  );
}

/** Records that do not open hide no others, and are told of. */
function Findings() {
  const { loading } = useKeys();
  const count = loading.kind === 'there' ? loading.findings.length : 0;
  if (count === 0) return null;
  return (
    <div className="keys-findings" role="alert">
      <Notice tone="expired">
        {count === 1 ? 'One record of the vault does' : `${count} records of the vault do`} not open. All others are
        here. Check the vault under Protection.
      </Notice>
    </div>
  );
}
