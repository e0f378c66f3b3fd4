/** A new recovery code: shown once, then asked for once. */
import { useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { RecoveryCode, RecoveryCodeField } from '../first-run/recovery-code.tsx';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { finish, goToProtection } from './protection-store.ts';

export function NewCodeDialog({ code }: { code: string }) {
  const [isWritten, setWritten] = useState(false);
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const add = async () =>
    setFailure(finish(await callUnlocked('slots.add', { kind: 'recovery', newRecoveryCode: typed }), null));
  return (
    <FormDialog
      title={isWritten ? 'Type it once' : 'Write down your recovery code'}
      about={
        isWritten
          ? 'So that it is certain that what you have on paper opens the vault.'
          : 'It is shown this once. Keep it on paper, away from this computer.'
      }
      submit={isWritten ? 'Add the code' : 'I have written it down'}
      ready={!isWritten || typed.trim() !== ''}
      onClose={() => goToProtection(null)}
      onSubmit={() => (isWritten ? void add() : setWritten(true))}
    >
      {isWritten ? <RecoveryCodeField value={typed} onType={setTyped} /> : <RecoveryCode code={code} />}
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}
