/** What shall hold the vault's keys, as it stands in a form. */
import type { Output } from '../../shared/contract.ts';
import { limits } from '../../shared/limits.ts';

export const holders = ['keychain', 'keychain-pin', 'passphrase'] as const;
export type Holder = (typeof holders)[number];
export type Protectors = Output<'vault.protectors'>['protectors'];

export interface HolderChoice {
  readonly holder: Holder;
  readonly typed: string;
  readonly repeated: string;
}

/** What the privileged side is told. */
export interface HolderInput {
  readonly protector: 'keychain' | 'passphrase';
  readonly pin?: string;
  readonly passphrase?: string;
}

export function holderInput({ holder, typed }: HolderChoice): HolderInput {
  if (holder === 'passphrase') return { protector: 'passphrase', passphrase: typed };
  return holder === 'keychain' ? { protector: 'keychain' } : { protector: 'keychain', pin: typed };
}

/** Undefined: it can be used as it is. */
export function holderError({ holder, typed, repeated }: HolderChoice): string | undefined {
  if (holder === 'keychain') return undefined;
  const isPin = holder === 'keychain-pin';
  const least = isPin ? limits.pinMinChars : limits.passphraseMinChars;
  if ([...typed].length < least) return `At least ${least} characters${isPin ? ': nothing limits guesses at it' : ''}.`;
  return typed === repeated ? undefined : 'Both must be the same.';
}

/** The safest that needs no typing at start, where it can be used. */
export function firstChoice(protectors: Protectors): Holder {
  return isAvailable(protectors, 'keychain') ? 'keychain' : 'passphrase';
}

export function isAvailable(protectors: Protectors, holder: Holder): boolean {
  const kind = holder === 'passphrase' ? 'passphrase' : 'keychain';
  // A locked keychain is no obstacle: it asks the user when it is used.
  return protectors.some((one) => one.kind === kind && (one.available || one.problem?.code === 'keychain-locked'));
}
