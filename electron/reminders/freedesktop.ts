/**
 * Notifications by the desktop's own server, over the session bus.
 *
 * @see https://specifications.freedesktop.org/notification-spec/latest/
 */
import { KeybearerError } from '../../shared/errors.ts';
import type { Environment } from '../dbus/bus-address.ts';
import type { BusMessage } from '../dbus/bus-message.ts';
import { connectSessionBus } from '../dbus/connect.ts';
import { BusError, type SessionBus } from '../dbus/session-bus.ts';
import type { Answer, Button, Desktop, Notification, Notifier, Sent } from './ports.ts';

const serverName = 'org.freedesktop.Notifications';
const server = { destination: serverName, path: '/org/freedesktop/Notifications', interface: serverName };
/** Many desktops start their server at the first notification. */
const startLimitMs = 10_000;
const notThere = /^org\.freedesktop\.DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\..*)$/;
const urgencyLevels = { normal: 1, critical: 2 } as const;
/** The action of the notification itself, which no button shows. */
const clicked = 'default';
/** It stays until it is closed: nobody may be looking now. */
const neverExpires = 0;

export class FreedesktopNotifier implements Notifier {
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  async connect(): Promise<Desktop> {
    const bus = await connectSessionBus(this.#env).catch((cause) => {
      throw unavailable('no-session-bus', cause);
    });
    try {
      return new FreedesktopDesktop(bus, await prepare(bus));
    } catch (caught) {
      bus.close();
      throw told(caught);
    }
  }
}

/** Asks for the signals, then for what the server can do. */
async function prepare(bus: SessionBus): Promise<ReadonlySet<unknown>> {
  const rules = [
    `type='signal',sender='${serverName}',interface='${serverName}'`,
    `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${serverName}'`,
  ];
  await Promise.all(rules.map((rule) => bus.callBus('AddMatch', 's', [rule])));
  const ask = { ...server, member: 'GetCapabilities' };
  const [capabilities] = await bus.call(ask, { autoStart: true, limitMs: startLimitMs });
  return new Set(Array.isArray(capabilities) ? capabilities : []);
}

class FreedesktopDesktop implements Desktop {
  readonly #bus: SessionBus;
  readonly #hasMarkup: boolean;
  readonly hearsButtons: boolean;
  /** By the notification's id; others' are among them, since the server tells everybody. */
  readonly #answers = new Map<unknown, PromiseWithResolvers<Answer>>();
  /** Those that were clicked: some servers tell of it unasked. */
  readonly #clicked = new Set<unknown>();
  readonly #opening = new Set<unknown>();
  #serverIsGone = false;

  constructor(bus: SessionBus, capabilities: ReadonlySet<unknown>) {
    this.#bus = bus;
    this.#hasMarkup = capabilities.has('body-markup');
    this.hearsButtons = capabilities.has('actions');
    bus.onSignal((signal) => this.#hear(signal));
    bus.onEnd(() => this.#forgetAll());
  }

  async send(notification: Notification): Promise<Sent> {
    const notify = { ...server, member: 'Notify', signature: 'susssasa{sv}i', body: this.#body(notification) };
    const [id] = await this.#bus.call(notify, { autoStart: true, limitMs: startLimitMs }).catch((caught) => {
      throw told(caught);
    });
    if (typeof id !== 'number' || id === 0) throw unavailable('refused');
    if (notification.opens === true) this.#opening.add(id);
    this.#openIfClicked(id);
    return { answer: this.#answerTo(id).promise, withdraw: () => this.#withdraw(id) };
  }

  close(): void {
    this.#bus.close();
  }

  async #withdraw(id: number): Promise<void> {
    const closing = { ...server, member: 'CloseNotification', signature: 'u', body: [id] };
    await this.#bus.call(closing).catch(() => undefined);
  }

  #body({ title, body, urgency, buttons, opens }: Notification): unknown[] {
    const all = [...(opens === true ? [{ id: clicked, label: 'Open' }] : []), ...buttons];
    const actions = this.hearsButtons ? all.flatMap(({ id, label }) => [id, label]) : [];
    const text = this.#hasMarkup ? escapeMarkup(body) : body;
    const hints = [['urgency', ['y', urgencyLevels[urgency]]]];
    return ['Keybearer', 0, 'dialog-password', title, text, actions, hints, neverExpires];
  }

  // A signal may come before the reply that says which id is ours: so answers are kept for whoever asks.
  #hear({ interface: from, member, body: [id, detail, owner] }: BusMessage): void {
    if (from === serverName && member === 'ActionInvoked' && isButton(detail)) this.#answerTo(id).resolve(detail);
    if (from === serverName && member === 'ActionInvoked' && detail === clicked) {
      this.#clicked.add(id);
      this.#openIfClicked(id);
    }
    if (from === serverName && member === 'NotificationClosed') this.#answerTo(id).resolve('closed');
    if (member === 'NameOwnerChanged' && id === serverName && owner === '') this.#forgetAll();
  }

  #openIfClicked(id: unknown): void {
    if (this.#clicked.has(id) && this.#opening.has(id)) this.#answerTo(id).resolve('opened');
  }

  #answerTo(id: unknown): PromiseWithResolvers<Answer> {
    const answer = this.#answers.get(id) ?? Promise.withResolvers<Answer>();
    this.#answers.set(id, answer);
    if (this.#serverIsGone) answer.resolve('closed');
    return answer;
  }

  #forgetAll(): void {
    this.#serverIsGone = true;
    for (const answer of this.#answers.values()) answer.resolve('closed');
  }
}

/** The body is a little HTML where the server says so; a title never is. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isButton(detail: unknown): detail is Button {
  return detail === 'renew' || detail === 'snooze';
}

type Reason = 'no-session-bus' | 'no-server' | 'no-answer' | 'refused';

function unavailable(reason: Reason, cause?: unknown): KeybearerError {
  return new KeybearerError('notifications-unavailable', { reason }, cause);
}

function told(caught: unknown): unknown {
  if (!(caught instanceof BusError)) return caught;
  if (notThere.test(caught.busName)) return unavailable('no-server', caught);
  return unavailable(['closed', 'no-answer'].includes(caught.busName) ? 'no-answer' : 'refused', caught);
}
