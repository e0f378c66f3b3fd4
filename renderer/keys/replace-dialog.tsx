/** A new secret for a key. The one before is kept, to step back to. */
import { useRef, useState } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Failure } from '../../shared/contract.ts';
import { ExpiresField } from '../add/draft-fields.tsx';
import { draftErrors, draftOf, expiresText, readDraft } from '../add/key-draft.ts';
import { useMatches } from '../add/use-matches.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { say } from '../app/notices-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { SecretField, TextArea } from '../ui/field.tsx';
import { InlineName } from '../ui/name.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { stepBack } from './key-actions.ts';
import { Places } from './key-details.tsx';
import { isolated, partWords } from './key-words.ts';
import { putKey } from './keys-store.ts';
import { newSecretOf } from './new-secret.ts';
import { useDetails } from './use-details.ts';

export function ReplaceDialog({ apiKey }: { apiKey: KeyView }) {
  const now = useNow(60_000);
  const known = useDetails(apiKey.id, apiKey);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [expires, setExpires] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const first = useRef<HTMLTextAreaElement>(null);
  const isPlain = apiKey.parts.length === 1;
  const matches = useMatches(isPlain ? (texts[apiKey.parts[0]!] ?? '') : '');
  const secret = newSecretOf(apiKey, texts, matches);
  const draft = { ...draftOf(apiKey), expires: expires ?? expiresText(matches[0]?.expiresAt ?? null) };
  const errors = draftErrors(draft, now);

  const replace = async () => {
    const { expiresAt } = readDraft(draft, now);
    const result = await callUnlocked('keys.replaceSecret', { id: apiKey.id, secret, expiresAt: expiresAt ?? null });
    if (!result.ok) return setFailure(result);
    const { key } = result.value;
    putKey(key);
    closeDialog();
    say(`${isolated(key.name)} has a new secret. The one before is kept.`, () => void stepBack(key));
  };
  return (
    <FormDialog
      title="Replace the secret"
      about={
        <>
          <InlineName text={apiKey.name} /> keeps its name, headers and origins. Its expiry is that of the new secret.
        </>
      }
      submit="Replace"
      focusFirst={first}
      onClose={closeDialog}
      onSubmit={() => void replace()}
      ready={secret.every(({ text }) => text !== '') && errors.expires === undefined}
      foot="The previous secret is kept, to step back to."
    >
      {isPlain ? (
        <TextArea
          ref={first}
          label="New secret"
          className="concealed"
          rows={2}
          spellCheck={false}
          value={texts[apiKey.parts[0]!] ?? ''}
          onType={(text) => setTexts({ [apiKey.parts[0]!]: text })}
        />
      ) : (
        apiKey.parts.map((part) => (
          <SecretField
            key={part}
            label={partWords(part)}
            value={texts[part] ?? ''}
            onType={(text) => setTexts({ ...texts, [part]: text })}
          />
        ))
      )}
      <ExpiresField draft={draft} errors={errors} now={now} onChange={(change) => setExpires(change.expires ?? '')} />
      {known.kind === 'there' && <Places title="Then change it in" places={known.details.places} />}
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}
