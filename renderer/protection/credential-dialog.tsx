/** A dialog that asks for a PIN or a passphrase, an old one or a new one, and does one thing with it. */
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { limits } from '../../shared/limits.ts';
import { useReadySession } from '../lock/session-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { SecretField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { goToProtection } from './protection-store.ts';

export interface CredentialDialogProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly submit: string;
  readonly danger?: boolean;
  readonly fields: readonly ('current-pin' | 'new-pin' | 'new-passphrase')[];
  /** @returns why it was not done. */
  readonly run: (typed: { current: string; fresh: string }) => Promise<Failure | undefined>;
}

export function CredentialDialog({ title, about, submit, danger = false, fields, run }: CredentialDialogProps) {
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const asksFresh = fields.includes('new-pin') ? 'PIN' : fields.includes('new-passphrase') ? 'passphrase' : undefined;
  const { slots } = useReadySession().status;
  // Nothing but its length guards the PIN of a keychain slot; a TPM limits guesses.
  const pinLeast = slots.some(({ kind }) => kind === 'keychain') ? limits.pinMinChars : limits.tpmPinMinChars;
  const least = asksFresh === 'PIN' ? pinLeast : limits.passphraseMinChars;
  const isReady =
    (!fields.includes('current-pin') || current !== '') &&
    (asksFresh === undefined || ([...fresh].length >= least && fresh === again));
  const act = async () => {
    setBusy(true);
    setFailure(await run({ current, fresh }));
    setBusy(false);
  };
  return (
    <FormDialog
      {...{ title, about, submit, danger }}
      onClose={() => goToProtection(null)}
      onSubmit={() => void act()}
      busy={isBusy}
      ready={isReady}
    >
      {fields.includes('current-pin') && <SecretField label="Current PIN" value={current} onType={setCurrent} />}
      {asksFresh !== undefined && (
        <>
          <SecretField
            label={`New ${asksFresh}`}
            value={fresh}
            hint={`At least ${least} characters; letters count as well.`}
            onType={setFresh}
          />
          <SecretField
            label={`New ${asksFresh} again`}
            value={again}
            error={again !== '' && again !== fresh ? 'Both must be the same.' : undefined}
            onType={setAgain}
          />
        </>
      )}
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}
