/** Creating a vault, step by step. What is typed stays in the form: nothing of it is here. */
import type { Failure } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { setStatus } from '../lock/session-store.ts';
import type { HolderInput, Protectors } from './holder-choice.ts';

export type FirstRunStep =
  | { readonly kind: 'choose' }
  /** The code is shown once: after this step it is only what the user has written down. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'without-code' };

interface FirstRunState {
  readonly protectors: Protectors | null;
  readonly step: FirstRunStep;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
}

export const useFirstRun = featureStore<FirstRunState>(() => ({
  protectors: null,
  step: { kind: 'choose' },
  failure: undefined,
  isBusy: false,
}));

export function goToStep(step: FirstRunStep): void {
  useFirstRun.setState({ step, failure: undefined });
}

export async function loadProtectors(): Promise<void> {
  const result = await call('vault.protectors', {});
  useFirstRun.setState(result.ok ? { protectors: result.value.protectors } : { failure: result });
}

export async function showNewCode(): Promise<void> {
  const result = await call('vault.newRecoveryCode', {});
  if (result.ok) goToStep({ kind: 'code', code: result.value.code });
  else useFirstRun.setState({ failure: result });
}

/** @param newRecoveryCode As the user typed it; null: without one. */
export async function createVault(holder: HolderInput, newRecoveryCode: string | null): Promise<void> {
  useFirstRun.setState({ isBusy: true, failure: undefined });
  const result = await call('vault.create', { ...holder, newRecoveryCode });
  if (!result.ok) return useFirstRun.setState({ isBusy: false, failure: result });
  useFirstRun.setState(useFirstRun.getInitialState(), true);
  setStatus(result.value);
  await loadKeys();
}
