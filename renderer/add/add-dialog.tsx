/** Adding a key: one box takes anything, and what is recognised fills the form. The secret lives in this dialog alone. */
import { useMemo, useRef, useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { normaliseKeyName } from '../../shared/key-name.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { say } from '../app/notices-store.ts';
import { isolated, partWords } from '../keys/key-words.ts';
import { lookAt, putKey, search, useKeys } from '../keys/keys-store.ts';
import { useReadySession } from '../lock/session-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { protectionWords } from '../protection/slot-words.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { SecretField, TextArea } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { MainFields, MoreFields } from './draft-fields.tsx';
import './add.css';
import { draftErrors, type KeyDraft, readDraft } from './key-draft.ts';
import { filledBy, isTooLong, isWhole, secretOf } from './pasted.ts';
import { Preview } from './preview.tsx';
import { Recognised, somethingElse } from './recognised.tsx';
import { useMatches } from './use-matches.ts';

interface AddProps {
  readonly pasted?: string | undefined;
  /** What was searched for and not found. */
  readonly name?: string | undefined;
}

export function AddDialog({ pasted = '', name }: AddProps) {
  const { status } = useReadySession();
  const now = useNow(60_000);
  const [text, setText] = useState(pasted);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<Partial<KeyDraft>>(name === undefined ? {} : { name });
  const [typedParts, setTypedParts] = useState<Readonly<Record<string, string>>>({});
  const [attempt, setAttempt] = useState<{ failure?: Failure; isBusy: boolean; isTried: boolean }>({
    isBusy: false,
    isTried: false,
  });
  const box = useRef<HTMLTextAreaElement>(null);
  const matches = useMatches(text);
  const match =
    chosen === somethingElse ? undefined : (matches.find(({ issuerId }) => issuerId === chosen) ?? matches[0]);
  const names = useNames();
  const draft = filledBy(match, text, typed, names);
  const errors = draftErrors(draft, now);
  const secret = secretOf(text, match, typedParts);
  const form = {
    draft,
    now,
    errors: attempt.isTried ? errors : withoutEmptyName(errors),
    onChange: (change: Partial<KeyDraft>) => setTyped({ ...typed, ...change }),
  };

  const add = async () => {
    if (Object.keys(errors).length > 0) return setAttempt({ isBusy: false, isTried: true });
    setAttempt({ isBusy: true, isTried: true });
    const { expiresAt, ...fields } = readDraft(draft, now);
    // Left out unless it was typed: where the token says it itself, that is kept with the key.
    const expiry = typed.expires === undefined ? {} : { expiresAt };
    const result = await callUnlocked('keys.add', { secret, ...fields, ...expiry });
    if (!result.ok) return setAttempt({ failure: result, isBusy: false, isTried: true });
    putKey(result.value.key);
    search('');
    lookAt(result.value.key.id);
    closeDialog();
    say(`${isolated(result.value.key.name)} was added.`);
  };

  return (
    <FormDialog
      title="Add a key"
      wide
      submit="Add key"
      focusFirst={box}
      onClose={closeDialog}
      onSubmit={() => void add()}
      busy={attempt.isBusy}
      ready={text.trim() !== '' && isWhole(secret) && !isTooLong(text)}
      foot={protectionWords(status)}
    >
      <TextArea
        ref={box}
        label="Paste the key, a header, a curl command or .env lines"
        className="concealed"
        rows={2}
        spellCheck={false}
        value={text}
        error={isTooLong(text) ? 'This is longer than any key. Paste the key alone.' : undefined}
        onType={(next) => {
          setText(next);
          setChosen(null);
        }}
      />
      <Recognised text={text} matches={matches} match={match} onChoose={setChosen} />
      {match?.missingParts.map((part) => (
        <SecretField
          key={part}
          label={`${partWords(part)} (not in what was pasted)`}
          value={typedParts[part] ?? ''}
          onType={(value) => setTypedParts({ ...typedParts, [part]: value })}
        />
      ))}
      <MainFields {...form} originAsked={match?.originAsked ?? null} />
      <Preview draft={draft} match={match} hasError={errors.headers !== undefined} />
      <details className="more">
        <summary>More: account, headers, variable, tags, reminders, where it is used, notes</summary>
        <MoreFields {...form} withDetails />
      </details>
      <FailureNotice failure={attempt.failure} />
    </FormDialog>
  );
}

function useNames(): ReadonlySet<string> {
  const all = useKeys((state) => state.all);
  return useMemo(() => new Set(all.map(({ key }) => normaliseKeyName(key.name))), [all]);
}

/** Nobody is told to give a name before they had the time to. */
function withoutEmptyName({ name, ...errors }: ReturnType<typeof draftErrors>) {
  return name === undefined || name === 'Give it a name.' ? errors : { name, ...errors };
}
