/** A TPM 2.0 client in plain TypeScript: what others may use of it. See README.md beside this file. */
export { defaultTpmAddress, formatTpmAddress, parseTpmAddress, type TpmAddress } from './address.ts';
export { getRandom } from './commands.ts';
export type { Tpm } from './connection.ts';
export { isTpm2Error, Tpm2Error, type Tpm2Failure } from './error.ts';
export { openTransport } from './open-transport.ts';
export { endorsementName, type ParentKind, type ParentRecord, type ParentTemplate } from './parent.ts';
export { describeTpm, type LockoutState, readLockout, type TpmDescription } from './properties.ts';
export { type SealedObject, type SealingSession, withSealing } from './sealing.ts';
export type { Transport } from './transport.ts';
export { type TpmOptions, withTpm } from './with-tpm.ts';
