/** What the palette can do to what opens the vault: each goes to the view where it is explained. */
import type { VaultStatus } from '../../shared/contract/vault.ts';
import { goTo } from '../app/navigation-store.ts';
import { checkVault, goToProtection, newCode, type ProtectionStep } from '../protection/protection-store.ts';
import type { PaletteCommand } from './palette-command.ts';

export function protectionCommands({ hasPin, slots }: VaultStatus): PaletteCommand[] {
  const takesPin = slots.some(({ kind }) => kind === 'keychain' || kind === 'tpm');
  const step = (id: 'set-pin' | 'change-pin' | 'remove-pin' | 'add-passphrase' | 'rekey', words: string) =>
    inProtection(id, words, () => goToProtection({ kind: id } satisfies ProtectionStep));
  return [
    ...(hasPin ? [step('change-pin', 'Change the PIN'), step('remove-pin', 'Remove the PIN')] : []),
    ...(takesPin && !hasPin ? [step('set-pin', 'Set a PIN')] : []),
    inProtection('new-code', 'Add a recovery code', () => void newCode()),
    step('add-passphrase', 'Add a passphrase'),
    step('rekey', 'Make new vault keys'),
    inProtection('check', 'Check the vault', () => void checkVault()),
  ];
}

function inProtection(id: string, words: string, act: () => void): PaletteCommand {
  return {
    id,
    words,
    act: () => {
      goTo('protection');
      act();
    },
  };
}
