/** Keys from other programs' files: first what would be stored, then that, or nothing. */
import { useState } from 'react';
import { type KindName, kindNames, kindWords } from '../../shared/import-kinds.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, FormDialog } from '../ui/dialog.tsx';
import { CheckField, SecretField, SelectField, TextField } from '../ui/field.tsx';
import { Name } from '../ui/name.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { ImportPreviewList } from './import-preview.tsx';
import {
  applyImport,
  backToChoice,
  type ImportRequest,
  leaveImport,
  pathsOf,
  previewImport,
  useImport,
} from './import-store.ts';
import { PathField } from './path-field.tsx';
import './transfer.css';

const nothing: ImportRequest = { paths: '', from: null, password: '', columns: {}, all: false };

export function ImportDialog() {
  const { step } = useImport();
  const [request, setRequest] = useState(nothing);
  if (step.kind === 'preview') return <PreviewStep />;
  if (step.kind === 'done') return <DoneStep />;
  return <ChooseStep request={request} onChange={(change) => setRequest({ ...request, ...change })} />;
}

function ChooseStep({
  request,
  onChange,
}: {
  request: ImportRequest;
  onChange: (change: Partial<ImportRequest>) => void;
}) {
  const { failure, isBusy } = useImport();
  const asks = (...codes: string[]) => failure !== undefined && codes.includes(failure.code);
  return (
    <FormDialog
      title="Import keys"
      about="From .env and CSV files, 1Password, Bitwarden, KeePass, pass, Postman, AWS, npm, netrc and the GitHub CLI. The files are only read."
      wide
      submit="Look at it"
      onClose={leaveImport}
      onSubmit={() => void previewImport(request)}
      busy={isBusy}
      ready={pathsOf(request.paths).length > 0}
      foot="Nothing is stored before you have seen it."
    >
      <PathField
        label="Files, one a line"
        purpose="import"
        lines={3}
        value={request.paths}
        onType={(paths) => onChange({ paths })}
      />
      <SelectField
        label="What they are"
        value={request.from ?? ''}
        choices={[['', 'told from the files'], ...kindNames.map((kind) => [kind, kindWords[kind]] as const)]}
        onChoose={(kind) => onChange({ from: kind === '' ? null : (kind as KindName) })}
      />
      {(request.password !== '' || asks('source-password-needed', 'wrong-source-password')) && (
        <SecretField
          label="Password of the file"
          value={request.password}
          onType={(password) => onChange({ password })}
        />
      )}
      {(request.columns.secret !== undefined || asks('source-columns-unknown')) && (
        <div className="columns">
          <TextField
            label="Column with the secret"
            value={request.columns.secret ?? ''}
            onType={(secret) => onChange({ columns: { ...request.columns, secret } })}
          />
          <TextField
            label="Column with the name"
            value={request.columns.name ?? ''}
            onType={(name) => onChange({ columns: { ...request.columns, name } })}
          />
        </div>
      )}
      <CheckField
        label="Take what does not look like an API key too"
        checked={request.all}
        onCheck={(all) => onChange({ all })}
      />
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}

function PreviewStep() {
  const { step, failure, isBusy } = useImport();
  if (step.kind !== 'preview') return null;
  const { add } = step.preview;
  return (
    <FormDialog
      title={add.length === 0 ? 'There is nothing to import' : `Import ${count(add.length)}`}
      wide
      submit={add.length === 0 ? 'Choose others' : 'Import'}
      onClose={leaveImport}
      onSubmit={() => (add.length === 0 ? backToChoice() : void applyImport(step.preview))}
      busy={isBusy}
      listing="What would be stored"
      foot={add.length === 0 ? undefined : 'All of them are stored, or none.'}
    >
      <ImportPreviewList preview={step.preview} />
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}

function DoneStep() {
  const { step } = useImport();
  if (step.kind !== 'done') return null;
  const withoutOrigin = step.preview.add.filter(
    ({ headers, origins }) => headers.length > 0 && origins.length === 0,
  ).length;
  return (
    <Dialog title={`${count(step.stored)} imported`} onClose={leaveImport}>
      <Notice tone="soon">
        The secrets still stand in these files. Remove them there; git history and backups keep them.
      </Notice>
      <ul>
        {step.preview.sources.map(({ path }) => (
          <li key={path}>
            <Name className="mono" text={path} />
          </li>
        ))}
      </ul>
      {withoutOrigin > 0 && (
        <p className="dim">
          {count(withoutOrigin)} may be sent nowhere yet: add an origin by Edit before a tool uses them.
        </p>
      )}
      <div className="dialog-foot">
        <div className="dialog-foot-words" />
        <Button kind="primary" onClick={leaveImport}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

function count(keys: number): string {
  return keys === 1 ? '1 key' : `${keys.toLocaleString('en')} keys`;
}
