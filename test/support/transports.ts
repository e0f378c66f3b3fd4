/** Somebody on the way between us and the TPM: who listens, who alters answers, who pulls the plug. */
import type { TpmAddress } from '../../electron/tpm2/address.ts';
import { openTransport } from '../../electron/tpm2/open-transport.ts';
import type { Transport } from '../../electron/tpm2/transport.ts';

export interface Exchange {
  readonly command: Buffer;
  readonly answer: Buffer;
  /** TPM_CC. */
  readonly code: number;
}

export type Open = (address: TpmAddress, timeoutMs?: number) => Promise<Transport>;

/** @param exchanges Gets everything that passes. */
export function listening(exchanges: Exchange[]): Open {
  return via((command, pass) => keep(exchanges, command, pass));
}

/** @param alter Gets the answers, by their number from the opening on, and what they answer. */
export function altering(alter: (answer: Buffer, at: number, code: number) => Buffer): Open {
  let at = 0;
  return via(async (command, pass) => alter(Buffer.from(await pass(command)), at++, codeOf(command)));
}

/** Runs `before` ahead of each command of that code. */
export function interrupting(code: number, before: () => Promise<void>): Open {
  return via(async (command, pass) => {
    if (codeOf(command) === code) await before();
    return pass(command);
  });
}

/** A process that dies when it is about to send a command of that code: nothing is flushed. */
export function dyingAt(code: number): Open {
  let dead = false;
  return via(async (command, pass) => {
    dead ||= codeOf(command) === code;
    if (dead) throw new Error('died');
    return pass(command);
  });
}

function via(transmit: (command: Buffer, pass: (command: Buffer) => Promise<Buffer>) => Promise<Buffer>): Open {
  return async (address, timeoutMs) => {
    const real = await openTransport(address, timeoutMs);
    return {
      managed: real.managed,
      transmit: (command) => transmit(command, (bytes) => real.transmit(bytes)),
      close: () => real.close(),
    };
  };
}

async function keep(exchanges: Exchange[], command: Buffer, pass: (command: Buffer) => Promise<Buffer>) {
  const sent = Buffer.from(command);
  const answer = await pass(command);
  exchanges.push({ command: sent, answer: Buffer.from(answer), code: codeOf(sent) });
  return answer;
}

function codeOf(command: Buffer): number {
  return command.readUInt32BE(6);
}
