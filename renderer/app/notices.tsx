import { X } from 'lucide-react';
import { Button, IconButton } from '../ui/button.tsx';
import { dismiss, useNotices } from './notices-store.ts';

/** What was done, at the foot of the window, with the way back. */
export function Notices() {
  const { notices } = useNotices();
  return (
    <div className="passing-notices" role="status" aria-live="polite">
      {notices.map(({ id, words, undo }) => (
        <div key={id} className="strip">
          <span className="strip-words">{words}</span>
          {undo !== undefined && (
            <Button
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              Undo
            </Button>
          )}
          <IconButton label="Dismiss" onClick={() => dismiss(id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
