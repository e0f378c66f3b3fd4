/** Type to find a key; Enter copies what it is for. */
import { Command } from 'cmdk';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { Notices } from '../app/notices.tsx';
import { hasModifier, modifier } from '../app/platform.ts';
import { mainFormat } from '../keys/key-actions.ts';
import { useKeys } from '../keys/keys-store.ts';
import { useReadySession } from '../lock/session-store.ts';
import { KeyEntry } from '../palette/key-entry.tsx';
import '../palette/palette.css';
import { FailureNotice } from '../ui/notice.tsx';
import { Instead, ToWindow } from './instead.tsx';
import { keysToCopy } from './quick-order.ts';
import { copyAndLeave, toWindow, useQuick } from './quick-store.ts';

const label = 'Find a key to copy';
/** More are found by typing another letter. */
const keysMax = 50;
/** Stands for the entry that is there when no key is. */
const noKey = 'none';

export function QuickSearch() {
  const { all, loading } = useKeys();
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState('');
  const { lastUsedIds } = useQuick();
  const now = Date.now();
  const found = useMemo(
    () => keysToCopy(all, query, lastUsedIds, Date.now()).slice(0, keysMax),
    [all, query, lastUsedIds],
  );
  const chosen = found.find(({ id }) => id === chosenId) ?? found[0];
  if (loading.kind === 'failed')
    return (
      <Instead title="The keys cannot be listed">
        <FailureNotice failure={loading.failure} />
        <ToWindow />
      </Instead>
    );
  if (loading.kind === 'there' && all.length === 0)
    return (
      <Instead title="There are no keys yet">
        <p className="dim">Add the first one in Keybearer's window.</p>
        <ToWindow />
      </Instead>
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !hasModifier(event) || chosen === undefined) return;
    event.preventDefault();
    void toWindow(chosen.id);
  };
  return (
    <Command
      className="quick-search"
      shouldFilter={false}
      loop
      label={label}
      value={chosen?.id ?? noKey}
      onValueChange={setChosenId}
      onKeyDown={onKeyDown}
    >
      <Command.Input className="palette-input" autoFocus value={query} onValueChange={setQuery} placeholder={label} />
      <Command.List className="palette-list" label="Keys">
        {found.map((key) => (
          <KeyEntry key={key.id} apiKey={key} now={now} onChoose={() => void copyAndLeave(key)} />
        ))}
        {loading.kind === 'there' && found.length === 0 && (
          <Command.Item value={noKey} className="palette-entry" onSelect={() => void toWindow(null)}>
            No key is called that. Add it in Keybearer's window.
          </Command.Item>
        )}
      </Command.List>
      <Notices />
      <p className="quick-foot small dim">
        {chosen === undefined ? (
          "Enter opens Keybearer's window. Esc closes this one."
        ) : (
          <WhatEnterDoes apiKey={chosen} />
        )}
      </p>
    </Command>
  );
}

function WhatEnterDoes({ apiKey }: { apiKey: KeyView }) {
  const { status, settings } = useReadySession();
  const what = mainFormat(apiKey) === 'line' ? 'the header' : 'the secret';
  const asks = apiKey.askBeforeUse || (status.state === 'locked' && status.unlockBy[0] !== 'nothing');
  return (
    <>
      Enter {asks ? `asks, then copies ${what}` : `copies ${what}`} for {settings.clipboardSeconds} seconds. {modifier}{' '}
      Enter shows the key in the window.
    </>
  );
}
