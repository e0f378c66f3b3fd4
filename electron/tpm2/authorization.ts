/** What authorizes a command. Either proves something to the TPM, or to us that the answer is the TPM's, or both. */
import { permanent } from './constants.ts';
import { Tpm2Error } from './error.ts';
import { sized, u8, u32, WireReader } from './wire.ts';

export interface AuthorizedCommand {
  readonly code: number;
  /** The Names of the handles, in order. Part 1, 16. */
  readonly names: readonly Buffer[];
  readonly parameters: Buffer;
}

export interface Authorization {
  /** @returns the authorization area, and the parameters as they are sent: perhaps encrypted. */
  authorize(command: AuthorizedCommand): { readonly area: Buffer; readonly parameters: Buffer };
  /**
   * @param area The answer's authorization area.
   * @returns the answer's parameters, decrypted.
   * @throws Tpm2Error 'altered-answer'
   */
  accept(command: AuthorizedCommand, parameters: Buffer, area: Buffer): Buffer;
}

/**
 * The empty password, for what needs none. It proves nothing, hides nothing, and lets answers be altered.
 *
 * @see Part 1, 19.4 (password authorizations); Part 2, 10.13.2, TPMS_AUTH_COMMAND
 */
export const emptyPassword: Authorization = {
  authorize: ({ parameters }) => ({
    area: Buffer.concat([u32(permanent.password), sized(Buffer.alloc(0)), u8(0), sized(Buffer.alloc(0))]),
    parameters,
  }),
  accept: (_command, parameters, area) => {
    // Part 2, 10.13.3, TPMS_AUTH_RESPONSE: for a password all of it is empty, but for continueSession.
    const reader = new WireReader(area);
    if (reader.u16() !== 0 || reader.u8() > 1 || reader.u16() !== 0) throw new Tpm2Error('malformed-answer');
    reader.end();
    return parameters;
  },
};
