/** What a TPM's failures mean for a vault. */
import { readFileSync } from 'node:fs';
import { type ErrorCode, KeybearerError } from '../../shared/errors.ts';
import { isTpm2Error, type Tpm2Error, type Tpm2Failure } from '../tpm2/index.ts';

/** Where Linux tells of a TPM 1.2, which has no resource manager and so no /dev/tpmrm0. */
export const sysTpmVersion = '/sys/class/tpm/tpm0/tpm_version_major';

const codes: Record<Tpm2Failure, ErrorCode> = {
  'no-device': 'tpm-not-found',
  'no-permission': 'tpm-permission',
  'in-use': 'tpm-busy',
  'tpm-1.2': 'tpm-too-old',
  'no-answer': 'tpm-unavailable',
  'connection-lost': 'tpm-unavailable',
  'malformed-answer': 'tpm-unavailable',
  'altered-answer': 'tpm-answer-altered',
  'failure-mode': 'tpm-failure-mode',
  'locked-out': 'tpm-lockout',
  'wrong-auth': 'tpm-failed',
  'blob-refused': 'slot-damaged',
  'parent-changed': 'tpm-changed',
  'owner-password': 'tpm-owner-password',
  'parent-password': 'tpm-owner-password',
  refused: 'tpm-failed',
};

/** Runs `work` on a TPM, and gives its failures their codes. @param device As it is written: told in the error. */
export async function translated<T>(device: string, versionFile: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    if (!isTpm2Error(caught)) throw caught;
    const old = caught.failure === 'no-device' && device.startsWith('/dev/tpmrm') && isTpm12(versionFile);
    throw new KeybearerError(old ? 'tpm-too-old' : codes[caught.failure], detailsOf(caught, device), caught);
  }
}

function detailsOf({ failure, responseCode }: Tpm2Error, device: string) {
  const code = responseCode === undefined ? {} : { responseCode: `0x${responseCode.toString(16)}` };
  return { device, reason: failure, ...code };
}

function isTpm12(versionFile: string): boolean {
  try {
    return readFileSync(versionFile, 'utf8').trim() === '1';
  } catch {
    return false; // there is no TPM at all, or this is not Linux
  }
}
