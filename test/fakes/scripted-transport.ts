/** A TPM that answers what a test says, one answer after the other, and keeps what it was sent. */
import type { Transport } from '../../electron/tpm2/transport.ts';
import { u16, u32 } from '../../electron/tpm2/wire.ts';

export class ScriptedTransport implements Transport {
  readonly managed: boolean;
  readonly sent: Buffer[] = [];
  readonly #answers: Buffer[];

  /** The last answer is given again and again. */
  constructor(answers: readonly Buffer[], { managed = false } = {}) {
    this.#answers = [...answers];
    this.managed = managed;
  }

  /** The command codes that were sent, in order. */
  get codes(): number[] {
    return this.sent.map((command) => command.readUInt32BE(6));
  }

  async transmit(command: Buffer): Promise<Buffer> {
    this.sent.push(Buffer.from(command));
    const [answer] = this.#answers.length > 1 ? this.#answers.splice(0, 1) : this.#answers;
    return Buffer.from(answer!);
  }

  async close(): Promise<void> {}
}

/** An answer without an authorization area. */
export function answer(code: number, body: Buffer = Buffer.alloc(0), tag = 0x8001): Buffer {
  return Buffer.concat([u16(tag), u32(10 + body.length), u32(code), body]);
}
