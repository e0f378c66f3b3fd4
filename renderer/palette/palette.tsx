/** One box that finds every key and does every action. */
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { closeDialog, goTo, openDialog } from '../app/navigation-store.ts';
import { arrange, noFilters } from '../keys/arrange.ts';
import { currentKey } from '../keys/current-key.ts';
import { copyMain } from '../keys/key-actions.ts';
import { isolated, nameSearchedFor } from '../keys/key-words.ts';
import { lookAt, search, useKeys } from '../keys/keys-store.ts';
import { useReadySession } from '../lock/session-store.ts';
import { Shortcut } from '../ui/button.tsx';
import { Name } from '../ui/name.tsx';
import { windowCommands } from './commands.ts';
import { keyCommands, severalCommands } from './key-commands.ts';
import { KeyEntry } from './key-entry.tsx';
import './palette.css';
import type { PaletteCommand } from './palette-command.ts';

const keysMax = 30;

export function Palette() {
  const { all } = useKeys();
  const session = useReadySession();
  const [query, setQuery] = useState('');
  const now = Date.now();
  const found = useMemo(
    () => arrange(all, { query, filters: noFilters, sort: 'attention', now: Date.now() }).keys.slice(0, keysMax),
    [all, query],
  );
  const every = useMemo(() => [...listCommands(), ...windowCommands(session)], [session]);
  const commands = every.filter(({ words }) =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => words.toLowerCase().includes(word)),
  );
  const run = (act: () => void) => {
    closeDialog();
    act();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label="Find a key or do anything">
          <Command shouldFilter={false} loop label="Find a key or do anything">
            <Command.Input
              className="palette-input"
              value={query}
              onValueChange={setQuery}
              placeholder="Find a key, or say what to do"
            />
            <Command.List className="palette-list">
              {found.length > 0 && (
                <Command.Group heading="Keys: Enter copies the header">
                  {found.map((key) => (
                    <KeyEntry
                      key={key.id}
                      apiKey={key}
                      now={now}
                      onChoose={() =>
                        run(() => {
                          goTo('keys');
                          search('');
                          lookAt(key.id, true);
                          void copyMain(key);
                        })
                      }
                    />
                  ))}
                </Command.Group>
              )}
              {found.length === 0 && commands.length === 0 && (
                <Command.Group heading="Nothing is called that">
                  <Command.Item
                    value="add it"
                    className="palette-entry"
                    onSelect={() => run(() => openDialog({ kind: 'add', name: nameSearchedFor(query) }))}
                  >
                    <Name text={`Add a key named ${isolated(nameSearchedFor(query))}`} />
                  </Command.Item>
                </Command.Group>
              )}
              {commands.length > 0 && (
                <Command.Group heading="Actions">
                  {commands.map(({ id, words, shortcut, act }) => (
                    <Command.Item key={id} value={id} className="palette-entry" onSelect={() => run(act)}>
                      <Name text={words} />
                      {shortcut !== undefined && <Shortcut keys={shortcut} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What can be done to the list behind the palette, as it was when that was opened. */
function listCommands(): PaletteCommand[] {
  const [list, now] = [useKeys.getState(), Date.now()];
  const current = currentKey(list, now);
  const listed = arrange(list.all, { ...list, now }).keys.map(({ id }) => id);
  return [...(current === undefined ? [] : keyCommands(current, now)), ...severalCommands(list.chosenIds, listed)];
}
