/** The short questions about keys: remove, tag, when to remind. */
import { useState } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Failure } from '../../shared/contract.ts';
import { defaultLeadDays } from '../../shared/reminder.ts';
import { draftErrors, draftOf, readDraft } from '../add/key-draft.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { InlineName } from '../ui/name.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { addTag, removeKeys } from './key-actions.ts';
import { leadText } from './key-words.ts';
import { putKey } from './keys-store.ts';

export function RemoveDialog({ keys }: { keys: readonly KeyView[] }) {
  const one = keys.length === 1 ? keys[0] : undefined;
  return (
    <FormDialog
      title={one === undefined ? `Remove ${keys.length} keys` : 'Remove this key'}
      about={
        <>
          {one === undefined ? (
            'They are'
          ) : (
            <>
              <InlineName text={one.name} /> is
            </>
          )}{' '}
          kept in the trash for 10 minutes, and then deleted for good. The issuer still accepts{' '}
          {one === undefined ? 'them' : 'it'}: revoke there what must not be used any more.
        </>
      }
      submit="Remove"
      danger
      onClose={closeDialog}
      onSubmit={() => {
        closeDialog();
        void removeKeys(keys);
      }}
    >
      {null}
    </FormDialog>
  );
}

export function TagDialog({ keys }: { keys: readonly KeyView[] }) {
  const [tag, setTag] = useState('');
  return (
    <FormDialog
      title={`Tag ${keys.length} keys`}
      submit="Add tag"
      ready={tag.trim() !== ''}
      onClose={closeDialog}
      onSubmit={() => {
        closeDialog();
        void addTag(keys, tag.trim());
      }}
    >
      <TextField label="Tag" value={tag} onType={setTag} />
    </FormDialog>
  );
}

export function LeadTimesDialog({ apiKey }: { apiKey: KeyView }) {
  const first = draftOf(apiKey);
  const [leadDays, setLeadDays] = useState(first.leadDays);
  const [failure, setFailure] = useState<Failure>();
  const draft = { ...first, leadDays };
  const error = draftErrors(draft, 0).leadDays;
  const save = async () => {
    const { leadDays: days } = readDraft(draft, 0);
    const result = await callUnlocked('keys.edit', { id: apiKey.id, leadDays: days ?? null });
    if (!result.ok) return setFailure(result);
    putKey(result.value.key);
    closeDialog();
  };
  return (
    <FormDialog
      title="When to remind"
      about={
        <>
          Reminders for <InlineName text={apiKey.name} /> come on these days before it expires.
        </>
      }
      submit="Save"
      ready={error === undefined}
      onClose={closeDialog}
      onSubmit={() => void save()}
    >
      <TextField
        label="Days before, separated by commas"
        placeholder={defaultLeadDays.join(', ')}
        value={leadDays}
        error={error}
        hint={error === undefined ? `Reminds ${leadText(readDraft(draft, 0).leadDays ?? null)}.` : undefined}
        onType={setLeadDays}
      />
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}
