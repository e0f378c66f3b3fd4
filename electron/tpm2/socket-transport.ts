/** swtpm's socket: raw commands, one after the other, over TCP or a unix socket. It serves one client at a time. */
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { Tpm2Error } from './error.ts';
import { answerLength, type Transport } from './transport.ts';

interface Waiting {
  readonly received: Buffer[];
  settle(outcome: Buffer | Tpm2Error): void;
}

export class SocketTransport implements Transport {
  readonly managed = false;
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  #waiting: Waiting | undefined;
  #end: Tpm2Error | undefined;

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (cause) => this.#fail(new Tpm2Error('connection-lost', { cause })));
    socket.on('close', () => this.#fail(new Tpm2Error('connection-lost')));
  }

  /** @throws Tpm2Error 'no-device', 'no-permission', 'no-answer' */
  static async open(options: NetConnectOpts, timeoutMs: number): Promise<SocketTransport> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect(options);
    const timer = setTimeout(() => reject(new Tpm2Error('no-answer')), timeoutMs);
    socket.once('connect', resolve).once('error', (cause: NodeJS.ErrnoException) => {
      const refused = cause.code === 'EACCES' || cause.code === 'EPERM';
      reject(new Tpm2Error(refused ? 'no-permission' : 'no-device', { cause }));
    });
    try {
      await promise;
      return new SocketTransport(socket, timeoutMs);
    } catch (caught) {
      socket.destroy();
      throw caught;
    } finally {
      clearTimeout(timer);
    }
  }

  async transmit(command: Buffer): Promise<Buffer> {
    if (this.#end !== undefined) throw this.#end;
    if (this.#waiting !== undefined) throw new Error('a command is under way');
    const { promise, resolve } = Promise.withResolvers<Buffer | Tpm2Error>();
    this.#waiting = { received: [], settle: resolve };
    const timer = setTimeout(() => this.#fail(new Tpm2Error('no-answer')), this.#timeoutMs);
    this.#socket.write(command);
    const outcome = await promise;
    clearTimeout(timer);
    this.#waiting = undefined;
    if (outcome instanceof Tpm2Error) throw outcome;
    return outcome;
  }

  async close(): Promise<void> {
    this.#fail(new Tpm2Error('connection-lost'));
  }

  #receive(chunk: Buffer): void {
    try {
      if (this.#waiting === undefined) throw new Tpm2Error('malformed-answer'); // nobody asked
      this.#waiting.received.push(chunk);
      const received = Buffer.concat(this.#waiting.received);
      const length = answerLength(received);
      if (length === undefined || received.length < length) return;
      if (received.length > length) throw new Tpm2Error('malformed-answer');
      this.#waiting.settle(received);
    } catch (caught) {
      this.#fail(caught as Tpm2Error);
    }
  }

  /** The first reason counts: later ones follow from it. */
  #fail(reason: Tpm2Error): void {
    this.#end ??= reason;
    this.#waiting?.settle(this.#end);
    this.#socket.destroy();
  }
}
