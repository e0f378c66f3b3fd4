/** A conversation with one TPM: one command after the other, sent again where the TPM asks for that. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Authorization } from './authorization.ts';
import { commandCode, startupType } from './constants.ts';
import { Tpm2Error, type Tpm2Failure } from './error.ts';
import { answerCode, decodeAnswer, encodeCommand } from './frame.ts';
import { asksToRetry, isAuthorizationRefused, isOutOfSlots, responseCode } from './response-code.ts';
import { flushStrays } from './strays.ts';
import type { Transport } from './transport.ts';
import { u16, WireReader } from './wire.ts';

/** A handle, and the Name of what is there: authorizations are bound to Names. Part 1, 16. */
export interface NamedHandle {
  readonly handle: number;
  readonly name: Buffer;
}

export interface Command {
  readonly code: number;
  readonly handles?: readonly NamedHandle[];
  readonly parameters: Buffer;
  readonly authorization?: Authorization;
  /** How many handles the answer holds. */
  readonly answerHandles?: number;
}

/** A self test takes a second or two; nothing that we ask for is busy longer. */
const maxTries = 16;
const firstWaitMs = 5;
const longestWaitMs = 500;

export class Tpm {
  readonly #transport: Transport;
  /** What is loaded for us right now. */
  readonly #own = new Set<number>();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** @throws Tpm2Error for every answer but success. */
  async run(command: Command): Promise<{ handles: readonly number[]; parameters: WireReader }> {
    const { code, handles = [], authorization, answerHandles = 0 } = command;
    const asked = { code, names: handles.map(({ name }) => name), parameters: command.parameters };
    const { area, parameters } = authorization?.authorize(asked) ?? { area: undefined, parameters: asked.parameters };
    const numbers = handles.map(({ handle }) => handle);
    const bytes = await this.#send(encodeCommand(code, numbers, area, parameters));
    const answer = decodeAnswer(bytes, answerHandles, authorization !== undefined);
    for (const handle of answer.handles) this.#own.add(handle);
    if (code === commandCode.flushContext) this.#own.delete(command.parameters.readUInt32BE());
    const accepted = authorization?.accept(asked, answer.parameters, answer.authorization) ?? answer.parameters;
    return { handles: answer.handles, parameters: new WireReader(accepted) };
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  /** @returns an answer whose code is success. The very same bytes are sent again: no nonce has moved on. */
  async #send(command: Buffer): Promise<Buffer> {
    let remedied = false;
    let waitMs = firstWaitMs;
    for (let tries = 1; ; ) {
      const answer = await this.#transport.transmit(command);
      const code = answerCode(answer);
      if (code === responseCode.success) return answer;
      if (asksToRetry(code) && tries < maxTries) {
        await delay(waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
        tries += 1;
      } else if (!remedied && (await this.#remedy(code))) remedied = true;
      else throw new Tpm2Error(failureOf(code), { responseCode: code });
    }
  }

  /** Behind a kernel neither happens: it has started the TPM, and its resource manager makes room. */
  async #remedy(code: number): Promise<boolean> {
    if (this.#transport.managed) return false;
    if (code === responseCode.initialize) {
      // Part 3, 9.3, TPM2_Startup.
      await this.#transport.transmit(encodeCommand(commandCode.startup, [], undefined, u16(startupType.clear)));
      return true;
    }
    // Clients that died left theirs behind. Nobody else is connected: such a TPM serves one at a time.
    return isOutOfSlots(code) && (await flushStrays(this.#transport, this.#own)) > 0;
  }
}

function failureOf(code: number): Tpm2Failure {
  if (code === responseCode.failure) return 'failure-mode';
  if (code === responseCode.lockout) return 'locked-out';
  return isAuthorizationRefused(code) ? 'wrong-auth' : 'refused';
}
