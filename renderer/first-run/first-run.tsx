/** The first minutes: what holds the vault's keys, and the recovery code. */
import { type ReactNode, useEffect, useState } from 'react';
import { useReadySession } from '../lock/session-store.ts';
import { Brand } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { RecoveryCode, RecoveryCodeField } from './recovery-code.tsx';
import './first-run.css';
import { createVault, goToStep, loadProtectors, showNewCode, useFirstRun } from './first-run-store.ts';
import { firstChoice, type HolderChoice, holderError, holderInput, kindOf } from './holder-choice.ts';
import { HolderFields } from './holder-fields.tsx';

export function FirstRun() {
  const { protectors, step, failure } = useFirstRun();
  const [chosen, setChosen] = useState<HolderChoice | null>(null);
  useEffect(() => void loadProtectors(), []);
  const choice = chosen ?? { holder: firstChoice(protectors ?? []), typed: '', repeated: '' };
  if (protectors === null) return failure === undefined ? null : <Step number={1} title="Welcome" failure />;
  if (step.kind === 'choose')
    return (
      <Step number={1} title="What shall open your vault?" about={<VaultPath />} failure>
        <HolderFields protectors={protectors} choice={choice} onChange={setChosen} />
        <div className="buttons">
          <Button kind="primary" disabled={holderError(choice) !== undefined} onClick={() => void showNewCode()}>
            Go on
          </Button>
        </div>
      </Step>
    );
  if (step.kind === 'code') return <ShowCode code={step.code} />;
  if (step.kind === 'confirm') return <ConfirmCode choice={choice} />;
  return <WithoutCode choice={choice} />;
}

function ShowCode({ code }: { code: string }) {
  return (
    <Step
      number={2}
      title="Write down your recovery code"
      about="It opens the vault when nothing else does: a lost keychain, a new computer, a forgotten PIN."
    >
      <RecoveryCode code={code} />
      <p className="dim">It is shown this once. Keep it on paper, away from this computer.</p>
      <div className="buttons">
        <Button kind="primary" onClick={() => goToStep({ kind: 'confirm' })}>
          I have written it down
        </Button>
        <Button kind="quiet" onClick={() => goToStep({ kind: 'without-code' })}>
          Go without one
        </Button>
        <Button kind="quiet" onClick={() => goToStep({ kind: 'choose' })}>
          Back
        </Button>
      </div>
    </Step>
  );
}

function ConfirmCode({ choice }: { choice: HolderChoice }) {
  const { isBusy } = useFirstRun();
  const [typed, setTyped] = useState('');
  return (
    <Step
      number={3}
      title="Type it once"
      about="So that it is certain that what you have on paper opens the vault."
      failure
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '' && !isBusy) void createVault(holderInput(choice), typed);
        }}
      >
        <RecoveryCodeField value={typed} onType={setTyped} />
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={typed.trim() === ''} aria-busy={isBusy}>
            Create the vault
          </Button>
          <Button kind="quiet" onClick={() => void showNewCode()}>
            Show a new code
          </Button>
        </div>
      </form>
    </Step>
  );
}

function WithoutCode({ choice }: { choice: HolderChoice }) {
  const { isBusy } = useFirstRun();
  const whats = {
    passphrase: 'the passphrase is forgotten',
    keychain: 'the keychain is lost or reset',
    tpm: 'this computer or its TPM is lost or reset',
  };
  const what = whats[kindOf(choice.holder)];
  return (
    <Step
      number={3}
      title="Go without a recovery code?"
      about={`If ${what}, nothing opens this vault again: its keys have to be made anew at every issuer.`}
      failure
    >
      <div className="buttons">
        <Button kind="primary" onClick={() => void showNewCode()}>
          Show a recovery code
        </Button>
        <Button aria-busy={isBusy} onClick={() => !isBusy && void createVault(holderInput(choice), null)}>
          Create the vault without one
        </Button>
      </div>
    </Step>
  );
}

function Step(props: { number: number; title: string; about?: ReactNode; failure?: boolean; children?: ReactNode }) {
  const { failure } = useFirstRun();
  return (
    <main className="before" data-ready={`first-run-${props.number}`}>
      <div className="before-column before-wide">
        <Brand>
          <span className="dim step-number">step {props.number} of 3</span>
        </Brand>
        <h1>{props.title}</h1>
        {props.about !== undefined && <p className="dim">{props.about}</p>}
        {props.children}
        {props.failure && <FailureNotice failure={failure} />}
      </div>
    </main>
  );
}

function VaultPath() {
  const { status } = useReadySession();
  return (
    <>
      The vault will be one file, <bdi className="mono path">{status.path}</bdi>. Nothing leaves this computer.
    </>
  );
}
