/**
 * A connection to the session bus, with what the Secret Service needs of D-Bus and no more. Of dbus-native only the wire
 * format and the handshake are loaded: its bus object would add introspection and an XML parser to every start.
 */
import { connect, type Socket } from 'node:net';
import authenticate from 'dbus-native/lib/handshake.js';
import message, { type BusMessage } from 'dbus-native/lib/message.js';

const methodCall = 1;
const methodReturn = 2;
const signalMessage = 4;
const noAutoStart = 2;
const defaultLimitMs = 3000;
/** Our answers are a few paths; ListActivatableNames is the longest. */
const maxMessageBytes = 2 ** 20;
const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

/** A call that failed. The name is D-Bus's own, or 'closed' or 'no-answer' when no reply came. */
export class BusError extends Error {
  override readonly name = 'BusError';
  readonly busName: string;

  constructor(busName: string, text: string, cause?: unknown) {
    super(`${busName}: ${text}`, cause === undefined ? undefined : { cause });
    this.busName = busName;
  }
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: unknown[];
}

export interface CallOptions {
  /** Whether the bus may start the service for this call; it must be running otherwise. */
  readonly autoStart?: boolean;
  /** Milliseconds to wait for the reply; Infinity while a person is asked. */
  readonly limitMs?: number;
}

interface PendingCall {
  readonly answered: (body: unknown[]) => void;
  readonly failed: (error: BusError) => void;
}

export class SessionBus {
  readonly #socket: Socket;
  readonly #pending = new Map<number, PendingCall>();
  readonly #listeners = new Set<(signal: BusMessage) => void>();
  #serial = 0;
  #closed: BusError | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (cause) => this.#fail(new BusError('closed', 'connection failed', cause)));
    socket.on('close', () => this.#fail(new BusError('closed', 'connection closed')));
  }

  /**
   * Connects and authenticates as the user that this process runs as.
   *
   * @param path For `net.connect`. The caller closes the bus: it keeps the process alive.
   * @throws BusError 'closed' or 'no-answer'.
   */
  static async connect(path: string): Promise<SessionBus> {
    const opened = new SessionBus(connect(path));
    try {
      await opened.#authenticate();
    } catch (caught) {
      opened.close();
      throw caught;
    }
    // The bus wants Hello first; nothing has to wait for its answer.
    opened.call({ ...bus, member: 'Hello' }).catch((error: BusError) => opened.#fail(error));
    return opened;
  }

  /** Calls a method of the bus itself. */
  callBus(member: string, signature = '', body: unknown[] = []): Promise<unknown[]> {
    return this.call({ ...bus, member, signature, body });
  }

  /**
   * Sends a call at once, so that several calls in a row share a round trip. The order is kept.
   *
   * @throws BusError with the name of the error reply, 'closed' or 'no-answer'.
   */
  call(call: BusCall, { autoStart = false, limitMs = defaultLimitMs }: CallOptions = {}): Promise<unknown[]> {
    return this.#limited(limitMs, call.member, (answered, failed) => {
      this.#serial += 1;
      this.#pending.set(this.#serial, { answered, failed });
      const flags = autoStart ? 0 : noAutoStart;
      this.#socket.write(message.marshall({ ...call, type: methodCall, serial: this.#serial, flags }));
    });
  }

  /** Hears every signal that reaches this connection: those of its match rules, and those sent to it alone. */
  onSignal(listener: (signal: BusMessage) => void): void {
    this.#listeners.add(listener);
  }

  /** Pending calls fail with 'closed'. */
  close(): void {
    this.#fail(new BusError('closed', 'closed by us'));
  }

  #authenticate(): Promise<unknown> {
    return this.#limited(defaultLimitMs, 'handshake', (answered, failed) => {
      this.#pending.set(0, { answered, failed });
      authenticate(this.#socket, { authMethods: ['EXTERNAL'] }, (error) => {
        this.#pending.delete(0);
        if (error) failed(new BusError('closed', 'not authenticated', error));
        else this.#listen(answered);
      });
    });
  }

  #listen(answered: (body: unknown[]) => void): void {
    const broken = (cause: Error) => this.#fail(new BusError('closed', 'unreadable message', cause));
    message.unmarshalMessages(this.#socket, (m) => this.#receive(m), { maxMessageSize: maxMessageBytes }, broken);
    answered([]);
  }

  #receive(received: BusMessage): void {
    if (received.type === signalMessage) for (const listener of this.#listeners) listener(received);
    const pending = this.#pending.get(received.replySerial ?? -1);
    if (pending === undefined) return;
    this.#pending.delete(received.replySerial ?? -1);
    if (received.type === methodReturn) pending.answered(received.body ?? []);
    else pending.failed(new BusError(received.errorName ?? 'unnamed', String(received.body?.[0] ?? '')));
  }

  #limited(
    limitMs: number,
    what: string,
    start: (answered: PendingCall['answered'], failed: PendingCall['failed']) => void,
  ): Promise<unknown[]> {
    if (this.#closed) return Promise.reject(this.#closed);
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
    start(resolve, reject);
    if (!Number.isFinite(limitMs)) return promise;
    const timer = setTimeout(() => reject(new BusError('no-answer', what)), limitMs);
    return promise.finally(() => clearTimeout(timer));
  }

  #fail(error: BusError): void {
    this.#closed ??= error;
    this.#socket.destroy();
    for (const pending of this.#pending.values()) pending.failed(error);
    this.#pending.clear();
  }
}
