import { Button, Shortcut } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { closeDialog } from './navigation-store.ts';
import { shortcuts } from './shortcuts.ts';

export function ShortcutsSheet() {
  return (
    <Dialog title="Shortcuts" wide onClose={closeDialog}>
      <dl className="dialog-body shortcut-list">
        {shortcuts.map(({ keys, words }) => (
          <div key={`${keys} ${words}`} className="fact">
            <dt>{words}</dt>
            <dd>
              <Shortcut keys={keys} />
              <span className="visually-hidden">{keys}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="dialog-foot">
        <div className="dialog-foot-words" />
        <Button onClick={closeDialog}>Close</Button>
      </div>
    </Dialog>
  );
}
