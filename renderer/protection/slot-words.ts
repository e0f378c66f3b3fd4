/** What each way into the vault is called, and what it protects against and what not. */
import type { SlotKind, SlotView, VaultStatus } from '../../shared/contract/vault.ts';

export const slotNames: Readonly<Record<SlotKind, string>> = {
  keychain: 'Keychain',
  tpm: 'TPM',
  passphrase: 'Passphrase',
  recovery: 'Recovery code',
};

interface Protection {
  readonly against: string;
  readonly notAgainst: string;
}

export const protections: Readonly<Record<SlotKind | 'keychain-pin' | 'tpm-pin', Protection>> = {
  keychain: {
    against: 'A stolen disk or a copied vault file: without your login, it opens nothing.',
    notAgainst: 'Programs that run as you while you are logged in: they can ask the keychain too.',
  },
  'keychain-pin': {
    against: 'A stolen disk or a copied file, and programs that run as you while it is locked: they lack the PIN.',
    notAgainst:
      'A program that watches you type the PIN. A short PIN can be guessed by whoever has your keychain and the file.',
  },
  tpm: {
    against: 'A stolen disk or a copied file: the chip of this computer never gives its key away.',
    notAgainst: 'Programs that run as you: they can ask the chip too. No other computer opens it.',
  },
  'tpm-pin': {
    against: 'A stolen disk, programs that run as you while it is locked, and guessing: the chip slows guesses down.',
    notAgainst: 'A program that watches you type the PIN. No other computer opens it.',
  },
  passphrase: {
    against: 'Everybody who does not know it, with or without your login. Guessing is slow and takes memory.',
    notAgainst: 'A weak passphrase. Reminders need it too: nothing is known of the keys until you type it.',
  },
  recovery: {
    against: 'Being locked out: a lost keychain, a new computer, a forgotten PIN.',
    notAgainst: 'Whoever finds the paper together with the vault file.',
  },
};

export function protectionOf(slot: Pick<SlotView, 'kind' | 'pin'>): Protection {
  if (slot.pin && slot.kind === 'keychain') return protections['keychain-pin'];
  return protections[slot.pin && slot.kind === 'tpm' ? 'tpm-pin' : slot.kind];
}

/** `Stored behind your keychain and PIN.` */
export function protectionWords({ slots, hasPin }: Pick<VaultStatus, 'slots' | 'hasPin'>): string {
  const kinds = slots.filter(({ kind }) => kind !== 'recovery').map(({ kind }) => kind);
  const names = [...new Set(kinds)].map((kind) => (kind === 'tpm' ? 'TPM' : kind));
  if (names.length === 0) return 'Stored behind your recovery code.';
  return `Stored behind your ${names.join(' or ')}${hasPin ? ' and PIN' : ''}.`;
}

/** `Keychain and PIN` */
export function everydayWay({ slots, hasPin }: Pick<VaultStatus, 'slots' | 'hasPin'>): string {
  const slot = slots.find(({ kind }) => kind !== 'recovery') ?? slots[0];
  if (slot === undefined) return 'No way in';
  return `${slotNames[slot.kind]}${hasPin ? ' and PIN' : ''}`;
}
