import { Dialog } from '../ui/dialog.tsx';
import { useReadySession } from './session-store.ts';
import { UnlockForm } from './unlock-form.tsx';
import { answerUnlock, useUnlock } from './unlock-store.ts';

/** The question in place: what was begun goes on after it. */
export function UnlockDialog() {
  const { request } = useUnlock();
  const { status } = useReadySession();
  if (request === null) return null;
  return (
    <Dialog
      title="Unlock to go on"
      about="Names and dates can be seen while the vault is locked; secrets cannot."
      onClose={() => answerUnlock(false)}
    >
      <UnlockForm ways={status.unlockBy} onUnlocked={() => answerUnlock(true)} onCancel={() => answerUnlock(false)} />
    </Dialog>
  );
}
