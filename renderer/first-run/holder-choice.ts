/** What shall hold the vault's keys, as it stands in a form. */
import type { Output } from '../../shared/contract.ts';
import { limits } from '../../shared/limits.ts';

export const holders = ['keychain', 'keychain-pin', 'tpm', 'tpm-pin', 'passphrase'] as const;
export type Holder = (typeof holders)[number];
export type Protectors = Output<'vault.protectors'>['protectors'];

export interface HolderChoice {
  readonly holder: Holder;
  readonly typed: string;
  readonly repeated: string;
}

type HolderKind = 'keychain' | 'tpm' | 'passphrase';

/** What the privileged side is told. */
export interface HolderInput {
  readonly protector: HolderKind;
  readonly pin?: string;
  readonly passphrase?: string;
}

export function holderInput({ holder, typed }: HolderChoice): HolderInput {
  if (holder === 'passphrase') return { protector: 'passphrase', passphrase: typed };
  const protector = kindOf(holder);
  return takesPin(holder) ? { protector, pin: typed } : { protector };
}

const least = { keychain: limits.pinMinChars, tpm: limits.tpmPinMinChars, passphrase: limits.passphraseMinChars };
const why = { keychain: ': nothing limits guesses', tpm: ': the TPM limits guesses', passphrase: '' };

/** What is asked of a PIN or a passphrase. */
export function holderRule(holder: Holder): string {
  const kind = kindOf(holder);
  return `At least ${least[kind]} characters${why[kind]}.`;
}

/** Undefined: it can be used as it is. */
export function holderError({ holder, typed, repeated }: HolderChoice): string | undefined {
  if (!takesTyping(holder)) return undefined;
  if ([...typed].length < least[kindOf(holder)]) return holderRule(holder);
  return typed === repeated ? undefined : 'Both must be the same.';
}

/** The safest that needs no typing at start, where it can be used. */
export function firstChoice(protectors: Protectors): Holder {
  return isAvailable(protectors, 'keychain') ? 'keychain' : 'passphrase';
}

export function isAvailable(protectors: Protectors, holder: Holder): boolean {
  const kind = kindOf(holder);
  // A locked keychain is no obstacle: it asks the user when it is used.
  return protectors.some((one) => one.kind === kind && (one.available || one.problem?.code === 'keychain-locked'));
}

/** A computer without a TPM is not told of one; one that may not use its own is, once. */
export function offeredHolders(protectors: Protectors): Holder[] {
  const tpm = protectors.find(({ kind }) => kind === 'tpm');
  const hasTpm = tpm !== undefined && tpm.problem?.code !== 'tpm-not-found';
  return holders.filter((holder) => kindOf(holder) !== 'tpm' || (hasTpm && (tpm.available || holder === 'tpm')));
}

export function kindOf(holder: Holder): HolderKind {
  if (holder === 'passphrase') return 'passphrase';
  return holder.startsWith('tpm') ? 'tpm' : 'keychain';
}

export function takesPin(holder: Holder): boolean {
  return holder.endsWith('-pin');
}

export function takesTyping(holder: Holder): boolean {
  return takesPin(holder) || holder === 'passphrase';
}
