/** The vault's state as the window is told it. */
import type { VaultStatus } from '../../shared/contract/vault.ts';
import type { KeybearerError } from '../../shared/errors.ts';
import type { SlotKind } from '../vault/ports.ts';
import type { Slot } from '../vault/slot.ts';
import { isPinned } from '../vault/use-cases/pin.ts';
import type { Vault } from '../vault/vault.ts';
import type { OpenVault } from './open-vault.ts';

export async function vaultStatus(open: OpenVault): Promise<VaultStatus> {
  const vault = await open.current();
  const { path } = open.source;
  const problem = problemOf(open.problem);
  if (vault === undefined) {
    const state = problem === null ? 'none' : 'unusable';
    return { state, path, problem, unlockBy: [], hasPin: false, slots: [] };
  }
  const slots = (await vault.slots()).map((slot) => slotView(vault, slot));
  const hasPin = slots.some(({ pin }) => pin);
  return { state: stateOf(vault), path, problem, unlockBy: waysIn(slots), hasPin, slots };
}

export function problemOf(error: KeybearerError | undefined): VaultStatus['problem'] {
  return error === undefined ? null : { code: error.code, details: { ...error.details } };
}

function stateOf(vault: Vault): VaultStatus['state'] {
  if (vault.isUnlocked) return 'unlocked';
  return vault.isOpen ? 'locked' : 'closed';
}

function slotView(vault: Vault, slot: Slot): VaultStatus['slots'][number] {
  return { id: slot.id.toString('hex'), kind: slot.kind, pin: isPinned(vault, slot), createdAt: slot.createdAt };
}

/** The everyday way first. */
const ways: readonly SlotKind[] = ['tpm', 'keychain', 'passphrase', 'recovery'];

function waysIn(slots: VaultStatus['slots']): VaultStatus['unlockBy'] {
  return ways.flatMap((kind) => {
    const slot = slots.find((candidate) => candidate.kind === kind);
    if (slot === undefined) return [];
    if (kind === 'passphrase') return ['passphrase'];
    return kind === 'recovery' ? ['recovery-code'] : [slot.pin ? 'pin' : 'nothing'];
  });
}
