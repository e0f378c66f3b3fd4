/** Notifications that a program of the system shows. They have no buttons, so nothing is heard of them. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Desktop, Notification, Notifier, RunProgram, Sent } from './ports.ts';

export class ProgramNotifier implements Notifier {
  readonly #show: (notification: Notification) => ReturnType<RunProgram>;

  constructor(show: (notification: Notification) => ReturnType<RunProgram>) {
    this.#show = show;
  }

  async connect(): Promise<Desktop> {
    return { hearsButtons: false, send: (notification) => this.#send(notification), close: () => {} };
  }

  async #send(notification: Notification): Promise<Sent> {
    const { code } = await this.#show(notification);
    if (code !== 0)
      throw new KeybearerError('notifications-unavailable', { reason: code === null ? 'no-program' : 'refused' });
    return { answer: new Promise<never>(() => {}), withdraw: async () => {} };
  }
}
