/** Editing what is known of a key. Only what was changed is sent. */
import { useState } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Failure } from '../../shared/contract.ts';
import { MainFields, MoreFields } from '../add/draft-fields.tsx';
import { changesOf, detailsDraft, draftErrors, draftOf, type KeyDraft } from '../add/key-draft.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { putKey } from './keys-store.ts';
import { useDetails } from './use-details.ts';

const lockedWords =
  'Where it is used, its renewal and its notes stay locked. Changing the name or where it may go asks to unlock.';

export function EditDialog({ apiKey }: { apiKey: KeyView }) {
  const now = useNow(60_000);
  const known = useDetails(apiKey.id, undefined);
  // What the form began with: another process may change the key meanwhile, and its change must not be undone.
  const [first] = useState(() => draftOf(apiKey));
  const [typed, setTyped] = useState<Partial<KeyDraft>>({});
  const [failure, setFailure] = useState<Failure>();
  const before = known.kind === 'there' ? { ...first, ...detailsDraft(known.details) } : first;
  const draft = { ...before, ...typed };
  const errors = draftErrors(draft, now);
  const fields = { draft, errors, now, onChange: (change: Partial<KeyDraft>) => setTyped({ ...typed, ...change }) };

  const save = async () => {
    const changes = changesOf(before, draft, now);
    if (Object.keys(changes).length === 0) return closeDialog();
    const result = await callUnlocked('keys.edit', { id: apiKey.id, ...changes });
    if (!result.ok) return setFailure(result);
    putKey(result.value.key);
    closeDialog();
  };
  return (
    <FormDialog
      title="Edit the key"
      wide
      submit="Save"
      onClose={closeDialog}
      onSubmit={() => void save()}
      ready={Object.keys(errors).length === 0}
      foot={known.kind === 'locked' ? lockedWords : undefined}
    >
      <MainFields {...fields} />
      <MoreFields {...fields} withDetails={known.kind === 'there'} />
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}

/** Null: not read, since the vault is locked or they have not come yet. */
