/** Exit codes: fixed numbers that scripts may rely on, one line each in docs/exit-codes.md. */
import type { ErrorCode } from '../../shared/errors.ts';

export const exitCodes = {
  ok: 0,
  /** A defect of Keybearer. */
  internal: 1,
  /** The command line, or something given to it, is not valid. */
  usage: 2,
  /** No such vault, key or slot. */
  notFound: 3,
  /** Locked, or what was typed does not open it. */
  locked: 4,
  /** A part of the system that it takes cannot be used: the keychain, the clipboard, the desktop's notifications, gpg. */
  unavailable: 5,
  /** Something else is there already, or came in between. */
  conflict: 6,
  /** The vault is damaged or was altered. */
  damaged: 7,
  /** The file system refuses: full, read-only, no permission. */
  storage: 8,
  /** The user said no, or nobody could be asked. */
  cancelled: 9,
  /** Whoever read our output went away. */
  brokenPipe: 10,
} as const;

type ExitName = keyof typeof exitCodes;

const byCode: Record<ErrorCode, ExitName> = {
  'invalid-input': 'usage',
  'name-invalid': 'usage',
  'name-taken': 'conflict',
  'key-not-found': 'notFound',
  'secret-not-found': 'damaged',
  'secret-unfit': 'usage',
  'header-template-invalid': 'usage',
  'origin-invalid': 'usage',
  'expiry-invalid': 'usage',
  'no-header': 'usage',
  'no-expiry': 'usage',
  'no-previous-secret': 'notFound',
  'confirmation-needed': 'cancelled',
  cancelled: 'cancelled',
  'vault-not-found': 'notFound',
  'vault-exists': 'conflict',
  'vault-busy': 'conflict',
  'vault-read-only': 'storage',
  'vault-disk-full': 'storage',
  'vault-io': 'storage',
  'vault-permission': 'storage',
  'not-a-vault': 'damaged',
  'vault-from-newer-version': 'damaged',
  'vault-damaged': 'damaged',
  'schema-altered': 'damaged',
  'record-corrupt': 'damaged',
  'manifest-mismatch': 'damaged',
  'audit-broken': 'damaged',
  'changed-elsewhere': 'conflict',
  'vault-rekeyed': 'conflict',
  'vault-locked': 'locked',
  'slot-not-found': 'notFound',
  'slot-damaged': 'damaged',
  'last-slot': 'conflict',
  'slot-needs-owner': 'locked',
  'no-slot-fits': 'notFound',
  'kdf-out-of-bounds': 'damaged',
  'pin-needed': 'locked',
  'wrong-pin': 'locked',
  'pin-too-short': 'usage',
  'pin-not-applicable': 'conflict',
  'pin-not-set': 'conflict',
  'pin-already-set': 'conflict',
  'passphrase-needed': 'locked',
  'wrong-passphrase': 'locked',
  'passphrase-too-short': 'usage',
  'recovery-code-needed': 'locked',
  'recovery-code-mistyped': 'usage',
  'wrong-recovery-code': 'locked',
  'recovery-code-choice-needed': 'usage',
  'keychain-unavailable': 'unavailable',
  'keychain-library-missing': 'unavailable',
  'keychain-locked': 'locked',
  'keychain-item-missing': 'unavailable',
  'keychain-item-altered': 'unavailable',
  'keychain-failed': 'unavailable',
  'reminders-need-typing': 'conflict',
  'notifications-unavailable': 'unavailable',
  'scheduler-unavailable': 'unavailable',
  'page-not-opened': 'unavailable',
  'clipboard-unavailable': 'unavailable',
  'clipboard-not-cleared': 'unavailable',
  'source-kind-unknown': 'usage',
  'source-malformed': 'usage',
  'source-unsupported': 'usage',
  'source-encrypted': 'usage',
  'source-password-needed': 'locked',
  'wrong-source-password': 'locked',
  'source-too-costly': 'usage',
  'source-columns-unknown': 'usage',
  'source-tool-missing': 'unavailable',
  'source-tool-failed': 'unavailable',
  'window-unavailable': 'unavailable',
  'file-not-readable': 'usage',
  'file-exists': 'conflict',
  'no-terminal': 'cancelled',
  internal: 'internal',
};

export function exitCodeOf(code: ErrorCode): number {
  return exitCodes[byCode[code]];
}
