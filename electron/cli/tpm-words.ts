/** What went wrong with the TPM, and the one next step. */
import type { ErrorCode } from '../../shared/errors.ts';
import { waitingTime } from './waiting-time.ts';
import type { Words } from './words.ts';

const anotherWay = 'open the vault another way: --passphrase-file, --unlock-with keychain, or "keybearer recover"';

export const tpmWords: Record<Extract<ErrorCode, `tpm-${string}`>, Words> = {
  'tpm-not-found': ({ device, reason }) => [
    reason === 'platform'
      ? 'a TPM can be used on Linux alone so far'
      : `there is no TPM at ${device ?? 'the place that is named'}`,
    reason === 'platform'
      ? 'use the keychain here'
      : String(device).startsWith('swtpm:')
        ? 'start swtpm there, or name another with --tpm-device'
        : 'switch it on in the firmware settings ("TPM", "PTT" or "fTPM"), or name another with --tpm-device',
  ],
  'tpm-permission': ({ device }) => [
    `you may not open the TPM (${device ?? 'its device'})`,
    'join the group that may: run "sudo usermod -aG tss $USER", then log out and in again',
  ],
  'tpm-busy': ({ device }) => [
    `another program has the TPM open (${device ?? 'its device'}), and it serves one at a time`,
    'end that program, or use the resource manager: --tpm-device /dev/tpmrm0',
  ],
  'tpm-too-old': [
    'this machine has a TPM 1.2, which cannot do what is needed here',
    'use the keychain instead; some firmware has a switch from 1.2 to 2.0',
  ],
  'tpm-unavailable': ({ reason }) => [
    `the TPM ${unavailableReasons[String(reason)] ?? 'cannot be spoken to'}; nothing was changed or delivered`,
    'try again; if it stays so, restart the machine or run "keybearer doctor"',
  ],
  'tpm-failure-mode': [
    'the TPM found itself faulty and has stopped working (failure mode)',
    `switch the machine off and on again, not just restart it; else ${anotherWay}`,
  ],
  'tpm-answer-altered': [
    'an answer of the TPM was altered on its way; nothing was changed or delivered',
    'something sits between this program and the TPM: find out what, before you type your PIN again',
  ],
  'tpm-owner-password': ({ reason }) => [
    reason === 'parent-password'
      ? "the TPM's storage root key at 0x81000001 has a password of its own, and no other serves this vault"
      : "the TPM has no storage root key at 0x81000001, and making one takes its owner's password",
    'ask who manages this machine to make one without a password permanent there (docs/tpm.md), or use another slot',
  ],
  'tpm-lockout': ({ waitSeconds }) => [
    'the PIN was not tried: after another wrong one the TPM would lock itself, or it has',
    waitSeconds === undefined
      ? 'wait, or use another way in; "keybearer doctor" says how long'
      : `wait at most ${waitingTime(Number(waitSeconds))}; names and dates can be read meanwhile, and "keybearer recover" works`,
  ],
  'tpm-cleared': [
    'the TPM was cleared, and what it kept for this vault is gone; the keys in the vault are kept',
    anotherWay,
  ],
  'tpm-replaced': [
    'this is another TPM than the one that the vault was bound to; the keys in the vault are kept',
    anotherWay,
  ],
  'tpm-changed': [
    'the TPM was cleared, or is another one: it does not know this vault; the keys in the vault are kept',
    anotherWay,
  ],
  'tpm-failed': ({ responseCode }) => [
    `the TPM did not do what it was asked${responseCode ? ` (it answered ${responseCode})` : ''}`,
    'run "keybearer doctor"',
  ],
};

const unavailableReasons: Record<string, string> = {
  'no-answer': 'does not answer (another program may be using it)',
  'connection-lost': 'went away in the middle',
  'malformed-answer': 'answers what no TPM answers',
};

/** What is left before lockout would be near. */
export function triesLeftText(triesLeft: number): string {
  if (triesLeft === 0) return 'the TPM takes no more for a while';
  return triesLeft === 1 ? 'one more, then the TPM makes you wait' : `${triesLeft} more, then the TPM makes you wait`;
}
