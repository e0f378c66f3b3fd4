/** What stands before everything else: the lock screen, and the vaults that cannot be shown. */
import { Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Failure, Payload } from '../../shared/contract.ts';
import { FirstRun } from '../first-run/first-run.tsx';
import { Recovery } from '../first-run/recovery.tsx';
import { loadKeys } from '../keys/keys-store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import './lock.css';
import { lookBehindCurtain, startSession, useReadySession } from './session-store.ts';
import { UnlockForm } from './unlock-form.tsx';

const reasons: Readonly<Record<Payload<'vault.locked'>['why'], string>> = {
  asked: 'You locked it.',
  idle: 'It was not used for a while.',
  suspend: 'The computer was asleep.',
  'screen-lock': 'The screen was locked.',
  elsewhere: 'Another Keybearer program locked it.',
};

export function LockScreen({ why }: { why: Payload<'vault.locked'>['why'] }) {
  const { status } = useReadySession();
  const [isRecovering, setRecovering] = useState(false);
  const isOpenToAll = status.unlockBy[0] === 'nothing';
  if (isRecovering) return <Recovery onBack={() => setRecovering(false)} />;
  return (
    <Before title="Locked" state="locked" about={isOpenToAll ? undefined : reasons[why]}>
      {isOpenToAll && (
        <p className="dim">
          Nothing has to be typed to unlock it: this screen only keeps eyes out. A PIN, under Protection, keeps programs
          out too.
        </p>
      )}
      <UnlockForm ways={status.unlockBy} onUnlocked={() => void loadKeys()}>
        <Button kind="quiet" onClick={lookBehindCurtain}>
          Show names and dates
        </Button>
      </UnlockForm>
      <ForgottenLink onChoose={() => setRecovering(true)} />
    </Before>
  );
}

/** Not even names and dates can be read: a vault behind a passphrase alone, or behind a keychain that is locked. */
export function ClosedVault() {
  const { status } = useReadySession();
  const [isRecovering, setRecovering] = useState(false);
  if (isRecovering) return <Recovery onBack={() => setRecovering(false)} />;
  return (
    <Before
      title="Closed"
      state="closed"
      about="Nothing is known of the keys until it is unlocked, not even when they expire."
    >
      <FailureNotice failure={status.problem === null ? undefined : { ok: false, ...status.problem }} />
      <UnlockForm ways={status.unlockBy} onUnlocked={() => void loadKeys()} />
      <ForgottenLink onChoose={() => setRecovering(true)} />
    </Before>
  );
}

export function UnusableVault() {
  const { status } = useReadySession();
  const [isAnew, setAnew] = useState(false);
  const isGone = status.problem?.code === 'vault-not-found';
  if (isGone && isAnew) return <FirstRun />;
  return (
    <Before title={isGone ? 'The vault is gone' : 'The vault cannot be opened'} state="unusable">
      <FailureNotice failure={status.problem === null ? undefined : { ok: false, ...status.problem }} />
      <p className="dim">
        The file {isGone ? 'was' : 'is'} <bdi className="mono path">{status.path}</bdi>
      </p>
      <div className="buttons">
        <Button onClick={() => void startSession()}>Try again</Button>
        {isGone && (
          <Button kind="quiet" onClick={() => setAnew(true)}>
            Create a new vault
          </Button>
        )}
      </div>
    </Before>
  );
}

export function Unreachable({ failure }: { failure: Failure }) {
  return (
    <Before title="Keybearer does not answer" state="unreachable">
      <FailureNotice failure={failure} />
      <div className="buttons">
        <Button onClick={() => void startSession()}>Try again</Button>
      </div>
    </Before>
  );
}

/** One column in the middle of the window. */
export function Before({
  title,
  about,
  state,
  children,
}: {
  title: string;
  about?: ReactNode;
  state: string;
  children: ReactNode;
}) {
  return (
    <main className="before" data-ready={state}>
      <div className="before-column">
        <span className="before-mark" aria-hidden="true">
          <Lock size={18} />
        </span>
        <h1>{title}</h1>
        {about !== undefined && <p className="dim">{about}</p>}
        {children}
      </div>
    </main>
  );
}

function ForgottenLink({ onChoose }: { onChoose: () => void }) {
  const { status } = useReadySession();
  if (!status.slots.some(({ kind }) => kind === 'recovery')) return null;
  return (
    <p className="other-ways">
      <button type="button" className="link" onClick={onChoose}>
        Forgotten or lost? Set up a new way in
      </button>
    </p>
  );
}
