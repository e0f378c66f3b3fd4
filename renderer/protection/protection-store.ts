/** Changing what opens the vault: one dialog at a time. What is typed stays in the dialogs. */
import type { SlotView, VaultStatus } from '../../shared/contract/vault.ts';
import type { Failure, Output, Result } from '../../shared/contract.ts';
import { complain } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { setStatus } from '../lock/session-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';

export type ProtectionStep =
  | { readonly kind: 'add-keychain' | 'add-tpm' | 'add-passphrase' | 'set-pin' | 'change-pin' | 'remove-pin' | 'rekey' }
  /** The code is in the dialog that shows it, until it was typed. */
  | { readonly kind: 'new-code'; readonly code: string }
  | { readonly kind: 'remove-slot'; readonly slot: SlotView }
  /** Older copies of the file still open in the old way: new keys end that. */
  | { readonly kind: 'offer-rekey'; readonly done: string };

interface Protection {
  readonly step: ProtectionStep | null;
  readonly check: Output<'vault.check'> | null;
  readonly isChecking: boolean;
  /** Whether this computer has a TPM that can be used. */
  readonly hasTpm: boolean;
}

export const useProtection = featureStore<Protection>(() => ({
  step: null,
  check: null,
  isChecking: false,
  hasTpm: false,
}));

export async function lookForTpm(): Promise<void> {
  const result = await call('vault.protectors', {});
  const hasTpm = result.ok && result.value.protectors.some(({ kind, available }) => kind === 'tpm' && available);
  useProtection.setState({ hasTpm });
}

export function goToProtection(step: ProtectionStep | null): void {
  useProtection.setState({ step });
}

export async function newCode(): Promise<void> {
  const result = await callUnlocked('vault.newRecoveryCode', {});
  if (result.ok) goToProtection({ kind: 'new-code', code: result.value.code });
  else complain(result);
}

/** @returns why not; undefined when it was done. */
export function finish(
  result: Result<'slots.add' | 'slots.remove' | 'pin.set'>,
  next: ProtectionStep | null,
): Failure | undefined {
  if (!result.ok) return result;
  setStatus(result.value);
  goToProtection(next);
  return undefined;
}

/** What a removed slot or a changed PIN leaves behind. */
export function offerRekey(done: string): ProtectionStep {
  return { kind: 'offer-rekey', done };
}

export async function checkVault(): Promise<void> {
  useProtection.setState({ isChecking: true });
  const result = await call('vault.check', {});
  useProtection.setState({ isChecking: false, check: result.ok ? result.value : null });
  if (!result.ok) complain(result);
}

export function canRemove(status: VaultStatus): boolean {
  return status.slots.length > 1;
}
