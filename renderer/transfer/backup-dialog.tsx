/** Every key in one encrypted file, for a passphrase or for recipients of age. */
import { useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { limits } from '../../shared/limits.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { say } from '../app/notices-store.ts';
import { isolated } from '../keys/key-words.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { CheckField, SecretField, SelectField, TextArea } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { pathsOf } from './import-store.ts';
import { PathField } from './path-field.tsx';
import './transfer.css';

const ways = [
  ['passphrase', 'A passphrase'],
  ['recipients', 'Recipients of the age program'],
] as const;

export function BackupDialog() {
  const [draft, setDraft] = useState({
    path: '',
    way: 'passphrase',
    passphrase: '',
    again: '',
    recipients: '',
    confirmed: false,
    dropDamaged: false,
  });
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const isPassphrase = draft.way === 'passphrase';
  const isReady =
    draft.path.trim() !== '' &&
    (isPassphrase
      ? [...draft.passphrase].length >= limits.passphraseMinChars && draft.passphrase === draft.again
      : pathsOf(draft.recipients).length > 0);

  const write = async () => {
    setBusy(true);
    const key = isPassphrase ? { passphrase: draft.passphrase } : { recipients: pathsOf(draft.recipients) };
    const { confirmed, dropDamaged } = draft;
    const result = await callUnlocked('backup.write', { path: draft.path.trim(), ...key, confirmed, dropDamaged });
    setBusy(false);
    if (!result.ok) return setFailure(result);
    closeDialog();
    const { keys, path, checked } = result.value;
    say(
      `${keys} ${keys === 1 ? 'key is' : 'keys are'} in ${isolated(path)}.${checked ? ' It was opened again, and is whole.' : ''}`,
    );
  };
  return (
    <FormDialog
      title="Back up"
      about="Writes every key with its secrets, notes and places into one encrypted file. The age program opens it too."
      wide
      submit="Write the backup"
      onClose={closeDialog}
      onSubmit={() => void write()}
      busy={isBusy}
      ready={isReady}
      foot="The file must not be there yet."
    >
      <PathField
        label="File"
        purpose="backup"
        placeholder="~/keybearer-backup.age"
        value={draft.path}
        onType={(path) => change({ path })}
      />
      <SelectField label="Opens with" value={draft.way} choices={ways} onChoose={(way) => change({ way })} />
      {isPassphrase ? (
        <div className="columns">
          <SecretField
            label="Passphrase"
            value={draft.passphrase}
            hint={`At least ${limits.passphraseMinChars} characters. Nothing else opens the backup.`}
            onType={(passphrase) => change({ passphrase })}
          />
          <SecretField
            label="Passphrase again"
            value={draft.again}
            error={draft.again !== '' && draft.again !== draft.passphrase ? 'Both must be the same.' : undefined}
            onType={(again) => change({ again })}
          />
        </div>
      ) : (
        <TextArea
          label="Recipients, one a line"
          className="mono-field"
          rows={2}
          placeholder="age1..."
          value={draft.recipients}
          spellCheck={false}
          onType={(recipients) => change({ recipients })}
        />
      )}
      <FailureNotice failure={failure} />
      {failure?.code === 'confirmation-needed' && (
        <CheckField
          label="Keys that ask before each use are in it: write them too"
          checked={draft.confirmed}
          onCheck={(confirmed) => change({ confirmed })}
        />
      )}
      {failure !== undefined && isDamage(failure) && (
        <CheckField
          label="Leave out what does not open"
          checked={draft.dropDamaged}
          onCheck={(dropDamaged) => change({ dropDamaged })}
        />
      )}
    </FormDialog>
  );
}

function isDamage({ code }: Failure): boolean {
  return ['record-corrupt', 'manifest-mismatch', 'secret-not-found', 'vault-damaged'].includes(code);
}
