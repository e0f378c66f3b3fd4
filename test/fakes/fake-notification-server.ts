/** A notification server that does what a test wants: other capabilities, errors, answers at the wrong moment. */
import dbus from 'dbus-native';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

export interface FakeServerOptions {
  readonly capabilities?: readonly string[];
  readonly notify?: 'take' | 'error' | 'no-id';
  /** A signal that is sent before Notify replies: an action's id, or that it was closed. */
  readonly atOnce?: string;
}

export interface Notified {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
  readonly urgency: unknown;
  readonly timeout: number;
}

export class FakeNotificationServer {
  readonly notified: Notified[] = [];
  /** Ids that were taken back. */
  readonly withdrawn: unknown[] = [];
  readonly #bus: ReturnType<typeof dbus.sessionBus>;
  readonly #options: FakeServerOptions;

  private constructor(busAddress: string, options: FakeServerOptions) {
    this.#bus = dbus.sessionBus({ busAddress });
    this.#options = options;
  }

  static async start(busAddress: string, options: FakeServerOptions = {}): Promise<FakeNotificationServer> {
    const server = new FakeNotificationServer(busAddress, options);
    const { capabilities = ['actions', 'body', 'body-markup'] } = options;
    server.#bus.setMethodCallHandler(path, name, 'GetCapabilities', [() => capabilities, 'as']);
    server.#bus.setMethodCallHandler(path, name, 'Notify', [(...args: unknown[]) => server.#notify(args), 'u']);
    const withdraw = (id: unknown) => {
      server.withdrawn.push(id);
      if (id !== 1) throw new Error('no such notification');
      return null;
    };
    server.#bus.setMethodCallHandler(path, name, 'CloseNotification', [withdraw, '']);
    await server.#bus.requestName(name, 0);
    return server;
  }

  press(id: number, action: string): void {
    this.#bus.sendSignal(path, name, 'ActionInvoked', 'us', [id, action]);
  }

  dismiss(id: number): void {
    this.#bus.sendSignal(path, name, 'NotificationClosed', 'uu', [id, 2]);
  }

  async stop(): Promise<void> {
    await this.#bus.close();
  }

  #notify([, , , title, body, actions, hints, timeout]: unknown[]): unknown {
    const { notify = 'take', atOnce } = this.#options;
    if (notify === 'error') throw new Error('no room');
    const id = this.notified.length + 1;
    const urgency = JSON.stringify(hints);
    this.notified.push({ id, title, body, actions, urgency, timeout } as Notified);
    if (atOnce === 'closed') this.dismiss(id);
    else if (atOnce !== undefined) this.press(id, atOnce);
    return notify === 'no-id' ? 0 : id;
  }
}
