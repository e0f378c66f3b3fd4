/** The search over everything but secrets, and the way to a new key. */
import { X } from 'lucide-react';
import type { Ref } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { openDialog } from '../app/navigation-store.ts';
import { modifier } from '../app/platform.ts';
import { Button, IconButton, Shortcut } from '../ui/button.tsx';
import { optionId } from './key-list.tsx';
import { search, useKeys } from './keys-store.ts';

export function SearchBar({ inputRef, current }: { inputRef: Ref<HTMLInputElement>; current: KeyView | undefined }) {
  const { query, all } = useKeys();
  return (
    <div className="key-search">
      <div className="key-search-box">
        <input
          ref={inputRef}
          className="input"
          type="search"
          role="combobox"
          aria-label="Search keys"
          aria-expanded={current !== undefined}
          aria-controls={current === undefined ? undefined : 'key-list'}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(current)}
          placeholder={`Search ${all.length === 1 ? '1 key' : `${all.length.toLocaleString('en')} keys`}`}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => search(event.target.value)}
        />
        {query === '' ? (
          <Shortcut keys={`${modifier} K`} />
        ) : (
          <IconButton label="Clear the search" onClick={() => search('')}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <Button onClick={() => openDialog({ kind: 'add' })} aria-keyshortcuts="Control+N">
        Add
      </Button>
    </div>
  );
}
