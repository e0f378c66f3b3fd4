/** Importing, step by step. A password of a file stays in the form; the privileged side keeps what it has read until it is stored. */

import type { Failure, Output } from '../../shared/contract.ts';
import type { ColumnRole, KindName } from '../../shared/import-kinds.ts';
import { closeDialog } from '../app/navigation-store.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';

type Preview = Output<'import.preview'>;

export type ImportStep =
  | { readonly kind: 'choose' }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'done'; readonly stored: number; readonly preview: Preview };

interface ImportState {
  readonly step: ImportStep;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
}

export interface ImportRequest {
  /** Files, and folders of a password store; one a line. */
  readonly paths: string;
  /** Null: it is told from the file. */
  readonly from: KindName | null;
  readonly password: string;
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  /** What does not look like an API key too. */
  readonly all: boolean;
}

export const useImport = featureStore<ImportState>(() => ({
  step: { kind: 'choose' },
  failure: undefined,
  isBusy: false,
}));

export async function previewImport({ paths, from, password, columns, all }: ImportRequest): Promise<void> {
  useImport.setState({ isBusy: true, failure: undefined });
  const named = Object.entries(columns).filter(([, column]) => column.trim() !== '');
  const result = await callUnlocked('import.preview', {
    paths: pathsOf(paths),
    all,
    ...(from === null ? {} : { from }),
    ...(password === '' ? {} : { password }),
    ...(named.length === 0 ? {} : { columns: named.map(([role, column]) => ({ role: role as ColumnRole, column })) }),
  });
  if (!result.ok) return useImport.setState({ isBusy: false, failure: result });
  useImport.setState({ isBusy: false, step: { kind: 'preview', preview: result.value } });
}

export async function applyImport(preview: Preview): Promise<void> {
  useImport.setState({ isBusy: true, failure: undefined });
  const result = await callUnlocked('import.apply', {});
  if (!result.ok) return useImport.setState({ isBusy: false, failure: result });
  useImport.setState({ isBusy: false, step: { kind: 'done', stored: result.value.stored, preview } });
  await loadKeys();
}

export function backToChoice(): void {
  useImport.setState({ step: { kind: 'choose' }, failure: undefined });
}

/** What was read is let go. */
export function leaveImport(): void {
  if (useImport.getState().step.kind === 'preview') void call('import.cancel', {});
  useImport.setState(useImport.getInitialState(), true);
  closeDialog();
}

export function pathsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
