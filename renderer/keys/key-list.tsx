/** The list of keys, of which only the rows in sight are in the page. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Arrangement } from './arrange.ts';
import { KeyRow } from './key-row.tsx';
import { choose, lookAt, toggleChosen, useKeys } from './keys-store.ts';

const rowHeight = 48;
const headingHeight = 32;

type Row = { readonly kind: 'heading'; readonly words: string } | { readonly kind: 'key'; readonly at: number };

interface KeyListProps extends Arrangement {
  readonly current: KeyView | undefined;
  readonly now: number;
}

export function KeyList({ keys, urgent, current, now }: KeyListProps) {
  const chosenIds = useKeys((state) => state.chosenIds);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => listRows(keys.length, urgent), [keys.length, urgent]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (rows[at]!.kind === 'heading' ? headingHeight : rowHeight),
    overscan: 8,
  });
  // Rows of two heights: where one turns into the other, the sizes are asked for anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what estimateSize reads
  useEffect(() => virtual.measure(), [virtual, rows]);
  const currentRow = rows.findIndex((row) => row.kind === 'key' && keys[row.at] === current);
  useEffect(() => {
    if (currentRow >= 0) virtual.scrollToIndex(currentRow <= 1 ? 0 : currentRow);
  }, [virtual, currentRow]);

  const press = (event: MouseEvent, key: KeyView, at: number) => {
    if (event.ctrlKey || event.metaKey) toggleChosen(key.id, current?.id);
    else if (event.shiftKey && current !== undefined) choose(between(keys, keys.indexOf(current), at));
    else lookAt(key.id, true);
  };
  return (
    <div ref={scroller} className="key-list">
      <div
        id="key-list"
        role="listbox"
        tabIndex={0}
        aria-label="Keys"
        aria-multiselectable="true"
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        className="key-list-rows"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index]!;
          const style = { height: size, transform: `translateY(${start}px)` };
          if (row.kind === 'heading')
            return (
              <div key={row.words} className="key-list-heading" style={style} aria-hidden="true">
                {row.words}
              </div>
            );
          const key = keys[row.at]!;
          const isSelected = chosenIds.size > 0 ? chosenIds.has(key.id) : key === current;
          return (
            <KeyRow
              key={key.id}
              id={optionId(key)}
              apiKey={key}
              now={now}
              style={style}
              isSelected={isSelected}
              isCurrent={key === current}
              place={row.at + 1}
              count={keys.length}
              onPress={(event) => press(event, key, row.at)}
            />
          );
        })}
      </div>
    </div>
  );
}

export function optionId({ id }: KeyView): string {
  return `key-${id}`;
}

/** Headings only where the list is divided. */
function listRows(count: number, urgent: number): Row[] {
  const keyRows = Array.from({ length: count }, (_, at): Row => ({ kind: 'key', at }));
  if (urgent === 0) return keyRows;
  const rest: Row[] = count > urgent ? [{ kind: 'heading', words: 'All keys' }] : [];
  return [
    { kind: 'heading', words: 'Needs attention' },
    ...keyRows.slice(0, urgent),
    ...rest,
    ...keyRows.slice(urgent),
  ];
}

function between(keys: readonly KeyView[], one: number, other: number): string[] {
  return keys.slice(Math.min(one, other), Math.max(one, other) + 1).map(({ id }) => id);
}
