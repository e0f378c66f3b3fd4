/**
 * An HMAC session salted to a key of the TPM: proves to us that every answer is that TPM's, and hides what is sealed and
 * unsealed, and with which auth value. One session may authorize several commands, each with an auth value of its own.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Authorization, AuthorizedCommand } from './authorization.ts';
import { digestBytes, sessionAttribute } from './constants.ts';
import { Tpm2Error } from './error.ts';
import { kdfA } from './kdf.ts';
import { decryptFirst, encryptFirst } from './parameter-cipher.ts';
import { responseCode } from './response-code.ts';
import { sized, u8, u32, WireReader } from './wire.ts';

/** What one command asks of the session. */
export interface SessionUse {
  /** Of the object that the command uses. Empty for none. */
  readonly authValue?: Buffer | undefined;
  /** Encrypt the command's first parameter. It must be a TPM2B. */
  readonly hideCommand?: boolean;
  /** Have the TPM encrypt the answer's first parameter. */
  readonly hideAnswer?: boolean;
}

export class HmacSession {
  readonly handle: number;
  readonly #key: Buffer;
  #nonceTpm: Buffer;

  /**
   * @param salt What only this side and the TPM know. The caller wipes it.
   * @see Part 1, 19.6 (session key creation): no bind entity, so the salt is all of the key
   */
  constructor(handle: number, salt: Buffer, nonceCaller: Buffer, nonceTpm: Buffer) {
    this.handle = handle;
    this.#key = kdfA(salt, 'ATH', nonceTpm, nonceCaller, digestBytes * 8);
    this.#nonceTpm = Buffer.from(nonceTpm);
  }

  /** For one command. */
  use({ authValue = Buffer.alloc(0), hideCommand = false, hideAnswer = false }: SessionUse = {}): Authorization {
    const nonceCaller = randomBytes(digestBytes);
    const attributes =
      sessionAttribute.continueSession |
      (hideCommand ? sessionAttribute.decrypt : 0) |
      (hideAnswer ? sessionAttribute.encrypt : 0);
    const value = () => Buffer.concat([this.#key, withoutTrailingZeros(authValue)]);
    return {
      authorize: (command) => {
        const nonces = { newer: nonceCaller, older: this.#nonceTpm };
        const sessionValue = value();
        const parameters = hideCommand ? encryptFirst(sessionValue, nonces, command.parameters) : command.parameters;
        const hmac = messageHmac(sessionValue, commandHash({ ...command, parameters }), nonces, attributes);
        sessionValue.fill(0);
        return { area: Buffer.concat([u32(this.handle), sized(nonceCaller), u8(attributes), sized(hmac)]), parameters };
      },
      accept: (command, parameters, area) => {
        const { nonce, attributes: answered, hmac } = readAnswerArea(area);
        const nonces = { newer: nonce, older: nonceCaller };
        const sessionValue = value();
        try {
          const expected = messageHmac(sessionValue, answerHash(command, parameters), nonces, answered);
          // An answer that drops a flag is authentic only if the TPM dropped it; we still asked for it.
          if (!timingSafeEqual(expected, hmac) || answered !== attributes) throw new Tpm2Error('altered-answer');
          this.#nonceTpm = Buffer.from(nonce);
          return hideAnswer ? decryptFirst(sessionValue, nonces, parameters) : parameters;
        } finally {
          sessionValue.fill(0);
        }
      },
    };
  }

  wipe(): void {
    this.#key.fill(0);
  }
}

/** Part 1, 19.6.5: zeros at the end of an auth value are not part of it. */
export function withoutTrailingZeros(authValue: Buffer): Buffer {
  let length = authValue.length;
  while (length > 0 && authValue[length - 1] === 0) length -= 1;
  return authValue.subarray(0, length);
}

/** cpHash. Part 1, 18.7. */
function commandHash({ code, names, parameters }: AuthorizedCommand): Buffer {
  const hash = createHash('sha256').update(u32(code));
  for (const name of names) hash.update(name);
  return hash.update(parameters).digest();
}

/** rpHash. Part 1, 18.8: of the parameters as they were sent, encrypted or not. */
function answerHash({ code }: AuthorizedCommand, parameters: Buffer): Buffer {
  return createHash('sha256').update(u32(responseCode.success)).update(u32(code)).update(parameters).digest();
}

/** Part 1, 19.6.5. */
export function messageHmac(
  sessionValue: Buffer,
  parameterHash: Buffer,
  { newer, older }: { readonly newer: Buffer; readonly older: Buffer },
  attributes: number,
): Buffer {
  const hmac = createHmac('sha256', sessionValue);
  return hmac.update(parameterHash).update(newer).update(older).update(u8(attributes)).digest();
}

/** Part 2, 10.13.3, TPMS_AUTH_RESPONSE. */
function readAnswerArea(area: Buffer) {
  const reader = new WireReader(area);
  const answer = { nonce: reader.sized(digestBytes), attributes: reader.u8(), hmac: reader.sized(digestBytes) };
  reader.end();
  if (answer.hmac.length !== digestBytes) throw new Tpm2Error('altered-answer');
  return answer;
}
