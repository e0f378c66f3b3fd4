/** A connection to the session bus, with what our adapters need of it and no more. */
import { connect, type Socket } from 'node:net';
import { type BusCall, type BusMessage, encodeCall, takeMessage } from './bus-message.ts';

const methodReturn = 2;
const signalMessage = 4;
const defaultLimitMs = 3000;
const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
/** The pending "call" that is the handshake; serials count from 1. */
const handshake = 0;

/** A call that failed. The name is D-Bus's own, or 'closed' or 'no-answer' when no reply came. */
export class BusError extends Error {
  override readonly name = 'BusError';
  readonly busName: string;

  constructor(busName: string, text: string, cause?: unknown) {
    super(`${busName}: ${text}`, cause === undefined ? undefined : { cause });
    this.busName = busName;
  }
}

export interface CallOptions {
  /** Whether the bus may start the service for this call; it must be running otherwise. */
  readonly autoStart?: boolean;
  /** Milliseconds to wait for the reply; Infinity while a person is asked. */
  readonly limitMs?: number;
}

type Body = readonly unknown[];

export class SessionBus {
  readonly #socket: Socket;
  readonly #pending = new Map<number, PromiseWithResolvers<Body>>();
  readonly #signalListeners: ((signal: BusMessage) => void)[] = [];
  readonly #endListeners: ((error: BusError) => void)[] = [];
  #received: Buffer = Buffer.alloc(0);
  #serial = handshake;
  #ended: BusError | undefined;

  private constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on('error', (cause) => this.#end(new BusError('closed', 'connection failed', cause)));
    this.#socket.on('close', () => this.#end(new BusError('closed', 'connection closed')));
    this.#socket.on('data', (chunk) => this.#take(chunk));
  }

  /**
   * Connects and authenticates as the user that this process runs as.
   *
   * @param path For `net.connect`. The caller closes the bus: it keeps the process alive.
   * @throws BusError 'closed' or 'no-answer'.
   */
  static async connect(path: string): Promise<SessionBus> {
    const opened = new SessionBus(path);
    try {
      const user = Buffer.from(String(process.getuid?.())).toString('hex');
      opened.#socket.write(`\0AUTH EXTERNAL ${user}\r\nBEGIN\r\n`);
      await opened.#reply(handshake, 'handshake', defaultLimitMs);
      // The bus wants Hello first; nothing has to wait for its answer.
      opened.callBus('Hello').catch((error: BusError) => opened.#end(error));
      return opened;
    } catch (caught) {
      opened.close();
      throw caught;
    }
  }

  /** Calls a method of the bus itself. */
  callBus(member: string, signature = '', body: Body = []): Promise<Body> {
    return this.call({ ...bus, member, signature, body });
  }

  /**
   * Sends a call at once; calls arrive in their order.
   *
   * @throws BusError with the name of the error reply, 'closed' or 'no-answer'.
   */
  async call(call: BusCall, { autoStart = false, limitMs = defaultLimitMs }: CallOptions = {}): Promise<Body> {
    if (this.#ended) throw this.#ended;
    this.#serial += 1;
    this.#socket.write(encodeCall(call, this.#serial, autoStart));
    return this.#reply(this.#serial, call.member, limitMs);
  }

  /** Hears every signal that reaches this connection: those of its match rules, and those sent to it alone. */
  onSignal(listener: (signal: BusMessage) => void): void {
    this.#signalListeners.push(listener);
  }

  /** Hears when the connection has ended, by whatever side: no signal comes after that. */
  onEnd(listener: (error: BusError) => void): void {
    if (this.#ended) listener(this.#ended);
    else this.#endListeners.push(listener);
  }

  /** Pending calls fail with 'closed'. */
  close(): void {
    this.#end(new BusError('closed', 'closed by us'));
  }

  async #reply(serial: number, what: string, limitMs: number): Promise<Body> {
    const pending = Promise.withResolvers<Body>();
    this.#pending.set(serial, pending);
    const expire = () => pending.reject(new BusError('no-answer', what));
    const timer = Number.isFinite(limitMs) ? setTimeout(expire, limitMs) : undefined;
    try {
      return await pending.promise;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(serial);
    }
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    try {
      if (this.#pending.has(handshake)) this.#takeHandshake();
      else for (let next = takeMessage(this.#received); next; next = takeMessage(this.#received)) this.#takeNext(next);
    } catch (cause) {
      this.#end(new BusError('closed', 'unreadable message', cause));
    }
  }

  /** One line: "OK" and the server's id, or what else it would take. No message follows before our first call. */
  #takeHandshake(): void {
    const lineEnd = this.#received.indexOf('\r\n');
    if (lineEnd < 0) return;
    const line = this.#received.toString('latin1', 0, lineEnd);
    this.#received = this.#received.subarray(lineEnd + 2);
    if (line.startsWith('OK ')) this.#pending.get(handshake)?.resolve([]);
    else this.#end(new BusError('closed', 'not authenticated'));
  }

  #takeNext({ message, rest }: { message: BusMessage; rest: Buffer }): void {
    this.#received = rest;
    if (message.type === signalMessage) for (const listener of this.#signalListeners) listener(message);
    const pending = this.#pending.get(message.replySerial ?? -1);
    if (message.type === methodReturn) pending?.resolve(message.body);
    else pending?.reject(new BusError(message.errorName ?? 'unnamed', String(message.body[0] ?? '')));
  }

  #end(error: BusError): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#socket.destroy();
    for (const pending of this.#pending.values()) pending.reject(error);
    for (const listener of this.#endListeners) listener(error);
  }
}
