/** What an event of the audit log says in words. */
import type { EventView } from '../../shared/contract/audit.ts';
import { copyFormats, formatPhrases } from '../keys/copy-formats.ts';

const actions: Readonly<Record<string, string>> = {
  'vault-created': 'Vault created',
  'vault-locked': 'Vault locked',
  'vault-rekeyed': 'Vault given new keys',
  'vault-recovered': 'Vault recovered',
  'slot-added': 'Way in added',
  'slot-removed': 'Way in removed',
  'pin-set': 'PIN set',
  'pin-changed': 'PIN changed',
  'pin-removed': 'PIN removed',
  'unlock-denied': 'Unlocking refused',
  'audit-pruned': 'Old activity removed',
  'vault-backed-up': 'Backed up',
  'key-added': 'Added',
  'key-edited': 'Edited',
  'policy-changed': 'Where it may go changed',
  'secret-replaced': 'Secret replaced',
  'secret-stepped-back': 'Stepped back to the previous secret',
  'key-removed': 'Removed',
  'key-restored': 'Restored',
  'key-purged': 'Deleted for good',
  'key-added-from-backup': 'Added from a backup',
  'secret-revealed': 'Secret revealed',
  'secret-copied': 'Copied',
  'header-copied': 'Header copied',
  'header-printed': 'Header printed',
  'secret-injected': 'Put into a request or a program',
  'delivery-denied': 'Refused',
};

const surfaces: Readonly<Record<string, string>> = { window: 'window', cli: 'command line', proxy: 'proxy' };

/** A later version may write what this one has no words for: then its own word is shown. */
export function actionWords(action: string): string {
  const known = actions[action];
  if (known !== undefined) return known;
  const words = action.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function surfaceWords(surface: string): string {
  return surfaces[surface] ?? surface;
}

const destinations: Readonly<Record<string, string>> = {
  clipboard: 'to the clipboard',
  stdout: 'to another program',
  terminal: 'in the terminal',
  recovery: 'recovery code',
  tpm: 'TPM',
  'wrong-pin': 'wrong PIN',
  'wrong-passphrase': 'wrong passphrase',
  'wrong-recovery-code': 'wrong recovery code',
};

/** Where it went, or what it was about, where the event says so and its program does not say it already. */
export function destinationWords({ destination, surface }: Pick<EventView, 'destination' | 'surface'>): string | null {
  if (destination === null || destination === surface) return null;
  const format = copyFormats.find((one) => destination === one || destination === `clipboard, ${one}`);
  if (format !== undefined) return `as ${formatPhrases[format]}`;
  return destination
    .split(', ')
    .map((word) => destinations[word] ?? word)
    .join(', ');
}
