/** The form of an entry of the contract, and the pieces that several groups of it share. */
import * as z from 'zod/mini';
import { errorCodes } from '../errors.ts';
import { limits } from '../limits.ts';

/** Input is parsed strictly; of the output nothing passes that is not declared. */
export function procedure<I extends z.ZodMiniType, O extends z.ZodMiniType>(input: I, output: O) {
  return { input, output } as const;
}

export const nothing = z.strictObject({});
export const done = z.object({});

/** 16 bytes of a key or a slot as hex. */
export const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** Milliseconds since 1970, UTC. */
export const instant = z.int().check(z.nonnegative());
export const line = z.string().check(z.maxLength(limits.lineMaxChars));

/** What a person types: taken as it is, and normalised on the privileged side. */
export const pin = z.string().check(z.minLength(1), z.maxLength(limits.pinMaxChars));
export const passphrase = z.string().check(z.minLength(1), z.maxLength(limits.passphraseMaxChars));
/** As it was shown, or typed: groups, case and white space do not matter. */
export const recoveryCode = z.string().check(z.minLength(1), z.maxLength(limits.recoveryCodeMaxChars));

/** Something in the vault that does not open or fit. It hides nothing else. */
export const finding = z.object({
  code: z.enum(errorCodes),
  /** Which table or side. */
  where: z.string(),
  /** Null where it is about a whole side. */
  keyId: z.nullable(z.string()),
});
