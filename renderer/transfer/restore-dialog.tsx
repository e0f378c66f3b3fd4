/** Keys back from a backup: first what would happen to each, then that, or nothing. */
import { useState } from 'react';
import type { RestoreStep } from '../../shared/contract/backup.ts';
import type { Failure, Input } from '../../shared/contract.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { say } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { SecretField, SelectField } from '../ui/field.tsx';
import { Name } from '../ui/name.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { PathField } from './path-field.tsx';
import { stepWords } from './restore-words.ts';
import './transfer.css';

type OnConflict = Input<'restore.preview'>['onConflict'];

const conflicts: readonly (readonly [OnConflict, string])[] = [
  ['stop', 'Restore nothing'],
  ['skip', 'Keep what is here'],
  ['replace', 'Take what is in the backup'],
  ['keep-both', 'Keep both, under two names'],
];
const shownMax = 300;

export function RestoreDialog() {
  const [draft, setDraft] = useState({ path: '', passphrase: '', identityPath: '', onConflict: 'stop' as OnConflict });
  const [steps, setSteps] = useState<readonly RestoreStep[] | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  // What was seen is what is done: with another choice it has to be looked at again.
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    setSteps(null);
  };
  const look = async () => {
    setBusy(true);
    const { path, passphrase, identityPath, onConflict } = draft;
    const result = await callUnlocked('restore.preview', {
      path: path.trim(),
      onConflict,
      ...(passphrase === '' ? {} : { passphrase }),
      ...(identityPath.trim() === '' ? {} : { identityPath: identityPath.trim() }),
    });
    setBusy(false);
    setFailure(result.ok ? undefined : result);
    if (result.ok) setSteps(result.value.steps);
  };
  const restore = async () => {
    setBusy(true);
    const result = await callUnlocked('restore.apply', {});
    setBusy(false);
    if (!result.ok) return setFailure(result);
    closeDialog();
    await loadKeys();
    say(result.value.stored === 1 ? 'One key was restored.' : `${result.value.stored} keys were restored.`);
  };
  const leave = () => {
    if (steps !== null) void call('restore.cancel', {});
    closeDialog();
  };
  const isIdentity = failure?.code === 'identity-needed' || draft.identityPath !== '';
  return (
    <FormDialog
      title="Restore from a backup"
      about="Nothing that is here is lost without your saying so."
      wide
      submit={steps === null ? 'Look at it' : 'Restore'}
      onClose={leave}
      onSubmit={() => void (steps === null ? look() : restore())}
      busy={isBusy}
      ready={draft.path.trim() !== '' && !(steps?.some(({ action }) => action === 'stop') ?? false)}
      foot={steps === null ? 'Nothing is stored before you have seen it.' : 'All of it is stored, or nothing.'}
    >
      <PathField
        label="File"
        purpose="restore"
        placeholder="~/keybearer-backup.age"
        value={draft.path}
        onType={(path) => change({ path })}
      />
      <div className="columns">
        <SecretField
          label="Passphrase of the backup"
          value={draft.passphrase}
          onType={(passphrase) => change({ passphrase })}
        />
        <SelectField
          label="If a key here is different"
          value={draft.onConflict}
          choices={conflicts}
          onChoose={(choice) => change({ onConflict: choice as OnConflict })}
        />
      </div>
      {isIdentity && (
        <PathField
          label="Identity file of the age program"
          purpose="restore"
          value={draft.identityPath}
          onType={(identityPath) => change({ identityPath })}
        />
      )}
      {steps !== null && <Steps steps={steps} />}
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}

function Steps({ steps }: { steps: readonly RestoreStep[] }) {
  return (
    <section className="transfer-source" aria-label="What would happen">
      {steps.length === 0 && <p className="dim">The backup holds no key.</p>}
      <ul>
        {steps.slice(0, shownMax).map((step) => (
          <li key={step.name} className="transfer-row">
            <div className="key-row-words">
              <Name className="key-row-name" text={step.name} />
              <Name className="small dim" text={stepWords(step)} />
            </div>
          </li>
        ))}
      </ul>
      {steps.length > shownMax && <p className="dim">and {steps.length - shownMax} more</p>}
    </section>
  );
}
