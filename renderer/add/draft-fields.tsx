/** The fields of a key, for those that are added and those that are edited. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import { expiryInWords } from '../../shared/expiry.ts';
import { defaultLeadDays } from '../../shared/reminder.ts';
import { CheckField, TextArea, TextField } from '../ui/field.tsx';
import type { DraftErrors, KeyDraft } from './key-draft.ts';
import { readDraft } from './key-draft.ts';

export interface DraftFieldsProps {
  readonly draft: KeyDraft;
  readonly errors: DraftErrors;
  readonly now: number;
  readonly onChange: (change: Partial<KeyDraft>) => void;
}

/** The four that nearly every key has. */
export function MainFields({
  draft,
  errors,
  now,
  onChange,
  originAsked,
}: DraftFieldsProps & { originAsked?: string | null }) {
  return (
    <div className="columns">
      <TextField
        label="Name"
        value={draft.name}
        error={errors.name}
        required
        onType={(name) => onChange({ name })}
        spellCheck={false}
      />
      <ExpiresField {...{ draft, errors, now, onChange }} />
      <TextField
        label="Environment"
        placeholder="optional"
        value={draft.environment}
        onType={(environment) => onChange({ environment })}
      />
      <TextArea
        label="Allowed origins, one a line"
        className="mono-field"
        rows={lines(draft.origins)}
        placeholder={originAsked ?? 'https://api.example.com'}
        value={draft.origins}
        error={errors.origins}
        spellCheck={false}
        onType={(origins) => onChange({ origins })}
      />
    </div>
  );
}

export function ExpiresField({ draft, errors, now, onChange }: DraftFieldsProps) {
  const hint =
    errors.expires === undefined && draft.expires !== '' ? expiryHint(draft, now) : 'A date, 90d, or nothing';
  return (
    <TextField
      label="Expires"
      placeholder="2027-03-01"
      value={draft.expires}
      error={errors.expires}
      hint={hint}
      spellCheck={false}
      onType={(expires) => onChange({ expires })}
    />
  );
}

/** The rest. */
export function MoreFields({ draft, errors, onChange, withNotes }: DraftFieldsProps & { withNotes: boolean }) {
  return (
    <div className="columns">
      <TextField
        label="Issuer"
        value={draft.issuer}
        hint={issuerHint(draft.issuer)}
        onType={(issuer) => onChange({ issuer })}
        spellCheck={false}
      />
      <TextField
        label="Account"
        placeholder="optional"
        value={draft.account}
        onType={(account) => onChange({ account })}
      />
      <TextArea
        label="Headers, one a line"
        className="mono-field span"
        rows={lines(draft.headers)}
        hint="{secret} stands for the secret. Empty: it fills no header."
        value={draft.headers}
        error={errors.headers}
        spellCheck={false}
        onType={(headers) => onChange({ headers })}
      />
      <TextField
        label="Variable"
        className="mono-field"
        placeholder="optional"
        value={draft.envName}
        onType={(envName) => onChange({ envName })}
        spellCheck={false}
      />
      <TextField
        label="Tags"
        placeholder="separated by commas"
        value={draft.tags}
        onType={(tags) => onChange({ tags })}
      />
      <TextField
        label="Remind, days before"
        placeholder={defaultLeadDays.join(', ')}
        value={draft.leadDays}
        error={errors.leadDays}
        onType={(leadDays) => onChange({ leadDays })}
      />
      <TextField
        label="Page where it is managed"
        placeholder="https://"
        value={draft.page}
        error={errors.page}
        onType={(page) => onChange({ page })}
        spellCheck={false}
      />
      {withNotes && (
        <TextArea
          label="Notes, sealed with the secret"
          className="span"
          rows={3}
          value={draft.notes}
          spellCheck={false}
          onType={(notes) => onChange({ notes })}
        />
      )}
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

function expiryHint(draft: KeyDraft, now: number): string {
  const { expiresAt } = readDraft({ ...draft, name: 'x', origins: '', headers: '', leadDays: '', page: '' }, now);
  return expiryInWords(expiresAt ?? null, now);
}

function issuerHint(issuer: string): string | undefined {
  return findIssuer(issuer.trim())?.name;
}

/** As many lines as there are, and at least one. */
function lines(text: string): number {
  return Math.min(Math.max(text.split('\n').length, 1), 5);
}
