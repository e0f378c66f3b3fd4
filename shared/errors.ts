/**
 * What can go wrong, as codes. Whoever decides, decides by code; text for people lives at the edges
 * (electron/cli/error-text.ts and, later, the window's). Details never hold a secret, a PIN or a passphrase.
 */
export const errorCodes = [
  // what the caller asked for
  'invalid-input',
  'name-invalid',
  'name-taken',
  'key-not-found',
  'secret-not-found',
  'secret-unfit',
  'header-template-invalid',
  'origin-invalid',
  'expiry-invalid',
  'no-header',
  'no-expiry',
  'no-previous-secret',
  'confirmation-needed',
  'cancelled',
  // the vault file
  'vault-not-found',
  'vault-exists',
  'vault-busy',
  'vault-read-only',
  'vault-disk-full',
  'vault-io',
  'vault-permission',
  'not-a-vault',
  'vault-from-newer-version',
  'vault-damaged',
  'schema-altered',
  'record-corrupt',
  'manifest-mismatch',
  'audit-broken',
  'changed-elsewhere',
  'vault-rekeyed',
  // unlocking
  'vault-locked',
  'slot-not-found',
  'slot-damaged',
  'last-slot',
  'slot-needs-owner',
  'no-slot-fits',
  'kdf-out-of-bounds',
  'pin-needed',
  'wrong-pin',
  'pin-too-short',
  'pin-not-applicable',
  'pin-not-set',
  'pin-already-set',
  'passphrase-needed',
  'wrong-passphrase',
  'passphrase-too-short',
  'recovery-code-needed',
  'recovery-code-mistyped',
  'wrong-recovery-code',
  'recovery-code-choice-needed',
  // the operating system's keychain
  'keychain-unavailable',
  'keychain-library-missing',
  'keychain-locked',
  'keychain-item-missing',
  'keychain-item-altered',
  'keychain-failed',
  // the machine's TPM
  'tpm-not-found',
  'tpm-permission',
  'tpm-busy',
  'tpm-too-old',
  'tpm-unavailable',
  'tpm-failure-mode',
  'tpm-answer-altered',
  'tpm-owner-password',
  'tpm-lockout',
  'tpm-cleared',
  'tpm-replaced',
  'tpm-changed',
  'tpm-failed',
  // reminders
  'reminders-need-typing',
  'notifications-unavailable',
  'scheduler-unavailable',
  'page-not-opened',
  // the clipboard
  'clipboard-unavailable',
  'clipboard-not-cleared',
  // what keys are imported from
  'source-kind-unknown',
  'source-malformed',
  'source-unsupported',
  'source-encrypted',
  'source-password-needed',
  'wrong-source-password',
  'source-too-costly',
  'source-columns-unknown',
  'source-tool-missing',
  'source-tool-failed',
  // the window
  'window-unavailable',
  // backups
  'not-age',
  'age-damaged',
  'age-too-costly',
  'recipient-invalid',
  'identity-invalid',
  'recipients-or-passphrase',
  'backup-passphrase-needed',
  'wrong-backup-passphrase',
  'identity-needed',
  'no-identity-fits',
  'not-a-backup',
  'backup-from-newer-version',
  'backup-invalid',
  'backup-key-unfit',
  'backup-too-large',
  'backup-not-verified',
  'restore-conflict',
  // the rest
  'file-not-readable',
  'file-exists',
  'file-not-written',
  'output-not-written',
  'no-terminal',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Non-secret particulars that a message may name: a key's name, a path, a limit. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The one error type that crosses a module boundary. Its message is its code: text for people is made at the edge. */
export class KeybearerError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'KeybearerError';
    this.code = code;
    this.details = details;
  }
}

/** Whether something that was caught is a KeybearerError, with that code if one is named. */
export function isKeybearerError(caught: unknown, code?: ErrorCode): caught is KeybearerError {
  return caught instanceof KeybearerError && (code === undefined || caught.code === code);
}
