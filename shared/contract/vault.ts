/** The vault as a whole: creating, unlocking, locking, and the ways in. */
import * as z from 'zod/mini';
import { errorCodes } from '../errors.ts';
import { limits } from '../limits.ts';
import { finding, id, instant, nothing, passphrase, pin, procedure, recoveryCode } from './procedure.ts';

/** What can hold a vault's keys. */
export const slotKinds = ['keychain', 'tpm', 'passphrase', 'recovery'] as const;
export type SlotKind = (typeof slotKinds)[number];

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const problem = z.object({ code: z.enum(errorCodes), details });

const slot = z.object({
  id,
  kind: z.enum(slotKinds),
  /** Whether its secret side asks for the PIN. */
  pin: z.boolean(),
  createdAt: instant,
});

const status = z.object({
  /**
   * `none`: there is no vault yet. `unusable`: the file cannot be opened, `problem` says why. `closed`: not even names and
   * dates can be read (a passphrase-only vault, a locked keychain). `locked`: names and dates can, secrets cannot. `unlocked`.
   */
  state: z.enum(['none', 'unusable', 'closed', 'locked', 'unlocked']),
  /** The vault file. */
  path: z.string(),
  problem: z.nullable(problem),
  /** What unlocking takes, the everyday way first; `nothing` where locking only keeps eyes out. */
  unlockBy: z.array(z.enum(['nothing', 'pin', 'passphrase', 'recovery-code'])),
  hasPin: z.boolean(),
  slots: z.array(slot),
});

export type VaultStatus = z.infer<typeof status>;
export type SlotView = z.infer<typeof slot>;

const holder = {
  /** What holds the vault's keys from now on. */
  protector: z.enum(['keychain', 'tpm', 'passphrase']),
  /** Keychain and TPM: asked for before secrets are used. */
  pin: z.optional(pin),
  passphrase: z.optional(passphrase),
};

export const vaultProcedures = {
  'vault.status': procedure(nothing, status),
  /** For the first run: what could hold the keys here, or why not. */
  'vault.protectors': procedure(
    nothing,
    z.object({
      protectors: z.array(z.object({ kind: z.enum(slotKinds), available: z.boolean(), problem: z.nullable(problem) })),
    }),
  ),
  /** A new code, to be shown once. It comes to be when it is given back, typed, to one of those that take `newRecoveryCode`. */
  'vault.newRecoveryCode': procedure(nothing, z.object({ code: z.string() })),
  /** @throws 'wrong-recovery-code' when what was typed is not the code that was shown. */
  'vault.create': procedure(
    z.strictObject({
      ...holder,
      /** Typed by the user; null: they go without a second way in. */
      newRecoveryCode: z.nullable(recoveryCode),
    }),
    status,
  ),
  /** With nothing: by what needs no typing. At most one of the three. */
  'vault.unlock': procedure(
    z.strictObject({
      pin: z.optional(pin),
      passphrase: z.optional(passphrase),
      recoveryCode: z.optional(recoveryCode),
    }),
    status,
  ),
  'vault.lock': procedure(nothing, status),
  /** Back in by the recovery code: one new slot in place of all others. */
  'vault.recover': procedure(z.strictObject({ ...holder, recoveryCode }), status),
  /** New vault keys. Slots that are kept need their owner: PIN, passphrase, a new recovery code; the others are dropped. */
  'vault.rekey': procedure(
    z.strictObject({
      pin: z.optional(pin),
      passphrase: z.optional(passphrase),
      newRecoveryCode: z.optional(recoveryCode),
      drop: z.array(id).check(z.maxLength(limits.slotsMax)),
      dropDamaged: z.boolean(),
    }),
    z.object({ leftBehind: z.array(finding) }),
  ),
  /** Checks all that can be checked; secrets too while the vault is unlocked. */
  'vault.check': procedure(
    nothing,
    z.object({
      findings: z.array(finding),
      keys: z.int(),
      inTrash: z.int(),
      events: z.int(),
      secretsChecked: z.boolean(),
    }),
  ),
  'slots.add': procedure(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('keychain'), pin: z.optional(pin) }),
      z.strictObject({ kind: z.literal('tpm'), pin: z.optional(pin) }),
      z.strictObject({ kind: z.literal('passphrase'), passphrase }),
      z.strictObject({ kind: z.literal('recovery'), newRecoveryCode: recoveryCode }),
    ]),
    status,
  ),
  'slots.remove': procedure(z.strictObject({ id }), status),
  'pin.set': procedure(z.strictObject({ pin }), status),
  'pin.change': procedure(z.strictObject({ currentPin: pin, pin }), status),
  'pin.remove': procedure(z.strictObject({ currentPin: pin }), status),
} as const;
