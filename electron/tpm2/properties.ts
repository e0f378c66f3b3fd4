/** What a TPM tells about itself to anybody who asks. */
import { getProperties } from './commands.ts';
import type { Tpm } from './connection.ts';
import { permanentAttribute, property } from './constants.ts';

/** Part 1, 19 (dictionary attack protection). */
export interface LockoutState {
  /** Refuses every auth value that counts, right ones too. */
  readonly locked: boolean;
  /** Wrong ones so far: each is forgotten after `intervalSeconds`. */
  readonly failures: number;
  /** How many lock it. */
  readonly maxFailures: number;
  /** Zero: it never locks, and counts nothing. */
  readonly intervalSeconds: number;
  /** How long its owner waits after a wrong lockout password. */
  readonly recoverySeconds: number;
  /** Without such a password whoever may use the TPM can set the count back. Part 3, 25.2, TPM2_DictionaryAttackLockReset. */
  readonly hasPassword: boolean;
}

export interface TpmDescription {
  /** Four letters, such as IFX, INTC, AMD, IBM. The TCG Vendor ID Registry lists them. */
  readonly manufacturer: string;
  /** The maker's name for the model, or empty. */
  readonly model: string;
  /** As four numbers: what the maker means by them is the maker's. */
  readonly firmware: string;
}

/** Part 2, 6.13, TPM_PT_PERMANENT to TPM_PT_LOCKOUT_RECOVERY. */
export async function readLockout(tpm: Tpm): Promise<LockoutState> {
  const count = property.lockoutRecovery - property.permanent + 1;
  const values = await getProperties(tpm, property.permanent, count);
  const value = (which: number) => values.get(which) ?? 0;
  return {
    locked: (value(property.permanent) & permanentAttribute.inLockout) !== 0,
    failures: value(property.lockoutCounter),
    maxFailures: value(property.maxAuthFail),
    intervalSeconds: value(property.lockoutInterval),
    recoverySeconds: value(property.lockoutRecovery),
    hasPassword: (value(property.permanent) & permanentAttribute.lockoutAuthSet) !== 0,
  };
}

/** Part 2, 6.13, TPM_PT_MANUFACTURER to TPM_PT_FIRMWARE_VERSION_2. */
export async function describeTpm(tpm: Tpm): Promise<TpmDescription> {
  const count = property.firmwareVersion2 - property.manufacturer + 1;
  const values = await getProperties(tpm, property.manufacturer, count);
  const value = (which: number) => values.get(which) ?? 0;
  const [first, second] = [value(property.firmwareVersion1), value(property.firmwareVersion2)];
  return {
    manufacturer: lettersOf([value(property.manufacturer)]),
    model: lettersOf([0, 1, 2, 3].map((at) => value(property.vendorString1 + at))),
    firmware: [first >>> 16, first & 0xffff, second >>> 16, second & 0xffff].join('.'),
  };
}

/** Four letters to a number; what is no visible ASCII is left out, since this is shown on terminals. */
function lettersOf(values: readonly number[]): string {
  const bytes = values.flatMap((value) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
  return String.fromCharCode(...bytes.filter((byte) => byte >= 0x20 && byte < 0x7f))
    .replace(/ +/g, ' ')
    .trim();
}
