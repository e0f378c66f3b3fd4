/** The fields of a key, for those that are added and those that are edited. */
import type { ComponentProps } from 'react';
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import { expiryInWords } from '../../shared/expiry.ts';
import { defaultLeadDays } from '../../shared/reminder.ts';
import { CheckField, TextArea, TextField } from '../ui/field.tsx';
import type { DraftErrors, KeyDraft } from './key-draft.ts';
import { emptyDraft, readDraft } from './key-draft.ts';

export interface DraftFieldsProps {
  readonly draft: KeyDraft;
  readonly errors: DraftErrors;
  readonly now: number;
  readonly onChange: (change: Partial<KeyDraft>) => void;
}

/** The four that nearly every key has. */
export function MainFields({ originAsked, ...form }: DraftFieldsProps & { originAsked?: string | null }) {
  return (
    <div className="columns">
      <TextField label="Name" required spellCheck={false} {...typedIn(form, 'name')} />
      <ExpiresField {...form} />
      <TextField label="Environment" placeholder="optional" {...typedIn(form, 'environment')} />
      <Lines
        label="Allowed origins, one a line"
        className="mono-field"
        placeholder={originAsked ?? 'https://api.example.com'}
        {...typedIn(form, 'origins')}
      />
    </div>
  );
}

export function ExpiresField(form: DraftFieldsProps) {
  const { draft, errors, now } = form;
  const hint =
    errors.expires === undefined && draft.expires !== '' ? expiryHint(draft, now) : 'A date, 90d, or nothing';
  return (
    <TextField label="Expires" placeholder="2027-03-01" hint={hint} spellCheck={false} {...typedIn(form, 'expires')} />
  );
}

/** The rest. @param withDetails What is sealed beside the secret is known, and can be changed. */
export function MoreFields({ withDetails, ...form }: DraftFieldsProps & { withDetails: boolean }) {
  const { draft, onChange } = form;
  return (
    <div className="columns">
      <TextField label="Issuer" hint={issuerHint(draft.issuer)} spellCheck={false} {...typedIn(form, 'issuer')} />
      <TextField label="Account" placeholder="optional" {...typedIn(form, 'account')} />
      <Lines
        label="Headers, one a line"
        className="mono-field span"
        hint="{secret} stands for the secret. Empty: it fills no header."
        {...typedIn(form, 'headers')}
      />
      <TextField
        label="Variable"
        className="mono-field"
        placeholder="optional"
        spellCheck={false}
        {...typedIn(form, 'envName')}
      />
      <TextField label="Tags" placeholder="separated by commas" {...typedIn(form, 'tags')} />
      <TextField label="Remind, days before" placeholder={defaultLeadDays.join(', ')} {...typedIn(form, 'leadDays')} />
      <TextField
        label="Page where it is managed"
        placeholder="https://"
        spellCheck={false}
        {...typedIn(form, 'page')}
      />
      {withDetails && <DetailFields {...form} />}
      <div className="span">
        <CheckField
          label="Ask me before each use"
          checked={draft.askBeforeUse}
          onCheck={(askBeforeUse) => onChange({ askBeforeUse })}
        />
      </div>
    </div>
  );
}

function DetailFields(form: DraftFieldsProps) {
  return (
    <>
      <Lines
        label="Used in, one place a line"
        className="span"
        placeholder="~/src/site/.env"
        hint="A file, a CI secret, or a note to yourself. Sealed with the secret, like the next two."
        {...typedIn(form, 'places')}
      />
      <Lines
        label="How it is renewed"
        className="span"
        placeholder="What to click and whom to tell; shown when it is due"
        {...typedIn(form, 'renewal')}
      />
      <TextArea label="Notes" className="span" rows={3} spellCheck={false} {...typedIn(form, 'notes')} />
    </>
  );
}

/** What ties a field of the form to the draft's. */
function typedIn({ draft, errors, onChange }: DraftFieldsProps, field: Exclude<keyof KeyDraft, 'askBeforeUse'>) {
  return { value: draft[field], error: errors[field], onType: (text: string) => onChange({ [field]: text }) };
}

/** As many rows as there are lines, and at least one. */
function Lines(props: ComponentProps<typeof TextArea> & { value: string }) {
  const rows = Math.min(props.value.split('\n').length, 5);
  return <TextArea rows={rows} spellCheck={false} {...props} />;
}

function expiryHint({ expires }: KeyDraft, now: number): string {
  const { expiresAt } = readDraft({ ...emptyDraft, name: 'x', expires }, now);
  return expiryInWords(expiresAt ?? null, now);
}

function issuerHint(issuer: string): string | undefined {
  return findIssuer(issuer.trim())?.name;
}
