/** What the window says when the TPM cannot do its part. */
import type { ErrorCode } from '../shared/errors.ts';
import type { Words } from './error-text.ts';

const kept = 'The keys in the vault are kept.';
const recover = 'Get back in with the recovery code or another way in.';

export const tpmWords: Record<Extract<ErrorCode, `tpm-${string}`>, Words> = {
  'tpm-not-found': [
    'Nothing was changed: there is no TPM to be found.',
    "Switch it on in the machine's firmware settings.",
  ],
  'tpm-permission': [
    'Nothing was changed: you may not use the TPM of this machine.',
    'Run "sudo usermod -aG tss $USER" in a terminal, then log out and in again.',
  ],
  'tpm-busy': ['Nothing was changed: another program has the TPM to itself.', 'Close it and try again.'],
  'tpm-too-old': ['Nothing was changed: this machine has a TPM 1.2, which is too old.', 'Use the keychain instead.'],
  'tpm-unavailable': [
    'Nothing was changed: the TPM does not answer as it should.',
    'Try again, or restart the machine.',
  ],
  'tpm-failure-mode': ['The TPM found itself faulty and has stopped working.', 'Switch the machine off and on again.'],
  'tpm-answer-altered': [
    'Nothing left the vault: an answer of the TPM was altered on its way.',
    'Find out what is in between, before you type the PIN again.',
  ],
  'tpm-owner-password': ({ reason }) => [
    reason === 'parent-password'
      ? 'Nothing was changed: the storage root key of the TPM has a password of its own.'
      : "Nothing was changed: the TPM needs its owner's password to make a root key.",
    'Ask who manages this machine.',
  ],
  'tpm-lockout': ({ waitSeconds }) => [
    'The PIN was not tried: the TPM would take no more after another wrong one.',
    waitSeconds === undefined
      ? 'Wait a while, or use the recovery code.'
      : `Wait at most ${Math.ceil(Number(waitSeconds) / 60)} minutes, or use the recovery code.`,
  ],
  'tpm-cleared': [`The TPM was cleared, and does not know this vault any more. ${kept}`, recover],
  'tpm-replaced': [`This is another TPM than the one that this vault was bound to. ${kept}`, recover],
  'tpm-changed': [`The TPM was cleared, or is another one. ${kept}`, recover],
  'tpm-failed': ['The TPM did not do what it was asked. Nothing was changed.', 'Run "keybearer doctor" in a terminal.'],
};
