/**
 * Which TPM a slot uses. The vault file says so, and anybody may have written that: it must not make us open any other
 * file for writing, or prove a PIN to another machine.
 */
import { KeybearerError } from '../../shared/errors.ts';
import { defaultTpmAddress, formatTpmAddress, parseTpmAddress, type TpmAddress } from '../tpm2/address.ts';

const maxChars = 200;

export const defaultTpmDevice = formatTpmAddress(defaultTpmAddress);

/**
 * @param text `/dev/tpmrm0`, `swtpm:host=127.0.0.1,port=2321` or `swtpm:path=/run/swtpm.sock`.
 * @throws KeybearerError 'invalid-input' for anything else, and for a TPM that is not on this machine.
 */
export function parseTpmDevice(text: string): TpmAddress {
  const address = text.length > maxChars ? undefined : parseTpmAddress(text);
  if (address !== undefined && isOfThisMachine(address)) return address;
  throw new KeybearerError('invalid-input', { field: 'tpm-device', reason: 'tpm-device' });
}

export function isTpmDevice(text: string): boolean {
  try {
    return parseTpmDevice(text) !== undefined;
  } catch {
    return false;
  }
}

function isOfThisMachine(address: TpmAddress): boolean {
  if (address.kind === 'device') return /^\/dev\/tpm(rm)?\d{1,3}$/.test(address.path);
  return address.kind === 'unix' || /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(address.host);
}
