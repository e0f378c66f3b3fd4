/** A vault without keys, and a search without results: each with what to do about it. */
import { type ClipboardEvent, useState } from 'react';
import { openDialog } from '../app/navigation-store.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { InlineName } from '../ui/name.tsx';
import { noFilters } from './arrange.ts';
import { nameSearchedFor } from './key-words.ts';
import { search, setFilters, useKeys } from './keys-store.ts';

export function EmptyVault() {
  const [text, setText] = useState('');
  const add = (pasted: string) => {
    setText('');
    openDialog({ kind: 'add', pasted });
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    add(event.clipboardData.getData('text'));
  };
  return (
    <div className="empty-vault">
      <h1>Paste your first key</h1>
      <p className="dim">
        A key, a header, a curl command or lines of an .env file. It is recognised on this computer.
      </p>
      <TextArea
        label="Paste here"
        className="concealed"
        rows={3}
        autoFocus
        spellCheck={false}
        value={text}
        onPaste={paste}
        onType={setText}
      />
      <div className="buttons">
        <Button kind="primary" disabled={text.trim() === ''} onClick={() => add(text)}>
          Go on
        </Button>
        <Button kind="quiet" onClick={() => openDialog({ kind: 'add' })}>
          Add a key by hand
        </Button>
      </div>
      <OtherWays />
    </div>
  );
}

/** For those who come from somewhere else. */
function OtherWays() {
  return (
    <div className="other-ways">
      <button type="button" className="link" onClick={() => openDialog({ kind: 'import' })}>
        Import an .env or CSV file
      </button>
      <button type="button" className="link" onClick={() => openDialog({ kind: 'import' })}>
        Import from 1Password, Bitwarden, KeePass or pass
      </button>
      <button type="button" className="link" onClick={() => openDialog({ kind: 'restore' })}>
        Restore from a backup
      </button>
    </div>
  );
}

export function NothingFound() {
  const { query } = useKeys();
  const name = nameSearchedFor(query);
  return (
    <div className="nothing-found">
      <p>
        {query === '' ? (
          'No key passes these filters.'
        ) : (
          <>
            No key is found by “<InlineName text={query.slice(0, 60)} />
            ”.
          </>
        )}
      </p>
      <div className="buttons">
        <Button
          onClick={() => {
            search('');
            setFilters(noFilters);
          }}
        >
          Show all keys
        </Button>
        <Button onClick={() => openDialog(name === '' ? { kind: 'add' } : { kind: 'add', name })}>
          {name === '' ? 'Add a key' : 'Add it'}
        </Button>
      </div>
    </div>
  );
}
