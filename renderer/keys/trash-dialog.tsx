/** What was removed in the last minutes, and can be brought back. */
import { useCallback, useEffect, useState } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Failure } from '../../shared/contract.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { say } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { Button } from '../ui/button.tsx';
import { momentText } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Name } from '../ui/name.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { restoreKeys } from './key-actions.ts';

export function TrashDialog() {
  const [keys, setKeys] = useState<readonly KeyView[] | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const result = await call('keys.trash', {});
    if (result.ok) setKeys(result.value.keys);
    else setFailure(result);
  }, []);
  useEffect(() => void load(), [load]);
  const empty = async () => {
    const result = await callUnlocked('keys.emptyTrash', {});
    if (!result.ok) return result.code === 'cancelled' ? undefined : setFailure(result);
    closeDialog();
    const count = result.value.names.length;
    say(count === 1 ? 'One key was deleted for good.' : `${count} keys were deleted for good.`);
  };
  return (
    <Dialog
      title="Trash"
      about="Removed keys are kept here for 10 minutes, and then deleted for good."
      onClose={closeDialog}
    >
      {keys?.length === 0 && <p className="dim">There is nothing in it.</p>}
      <ul className="chosen-list">
        {keys?.map((key) => (
          <li key={key.id} className="chosen-key">
            <IssuerMark issuer={key.issuer} name={key.name} />
            <Name text={key.name} />
            <span className="dim">removed {momentText(key.removedAt ?? 0, Date.now())}</span>
            <Button onClick={() => void restoreKeys([key]).then(load)}>Restore</Button>
          </li>
        ))}
      </ul>
      <FailureNotice failure={failure} />
      <div className="dialog-foot">
        <div className="dialog-foot-words" />
        {keys !== null && keys.length > 0 && (
          <Button kind="danger" onClick={() => void empty()}>
            Delete for good
          </Button>
        )}
        <Button onClick={closeDialog}>Close</Button>
      </div>
    </Dialog>
  );
}
