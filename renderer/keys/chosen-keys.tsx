/** Several keys at once. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { openDialog } from '../app/navigation-store.ts';
import { Button } from '../ui/button.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Name } from '../ui/name.tsx';
import { choose } from './keys-store.ts';

const shownMax = 12;

export function ChosenKeys({ keys }: { keys: readonly KeyView[] }) {
  const keyIds = keys.map(({ id }) => id);
  return (
    <div className="key-detail">
      <header className="key-head">
        <div className="key-head-words">
          <h1>{keys.length} keys chosen</h1>
          <p className="dim">What you do here is done to each of them.</p>
        </div>
      </header>
      <div className="buttons">
        <Button onClick={() => openDialog({ kind: 'tag', keyIds })}>Add a tag</Button>
        <Button onClick={() => openDialog({ kind: 'remove', keyIds })}>Remove</Button>
        <Button kind="quiet" shortcut="Esc" onClick={() => choose([])}>
          Choose none
        </Button>
      </div>
      <ul className="chosen-list">
        {keys.slice(0, shownMax).map((key) => (
          <li key={key.id} className="chosen-key">
            <IssuerMark issuer={key.issuer} name={key.name} />
            <Name text={key.name} />
          </li>
        ))}
      </ul>
      {keys.length > shownMax && <p className="dim">and {keys.length - shownMax} more</p>}
    </div>
  );
}
