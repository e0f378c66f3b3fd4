/** A desktop in memory that takes notifications, or does not. */
import type { Answer, Desktop, Notification, Notifier } from '../../electron/reminders/ports.ts';
import { KeybearerError } from '../../shared/errors.ts';

export class FakeNotifier implements Notifier {
  readonly sent: Notification[] = [];
  /** How many desktops are open. */
  open = 0;
  /** Where it fails, if it does. */
  failing: 'connect' | 'send' | undefined;
  /** Happens when a notification was taken and before that is told. */
  meanwhile: () => Promise<unknown> = async () => {};
  readonly answer = Promise.withResolvers<Answer>();

  async connect(): Promise<Desktop> {
    if (this.failing === 'connect') throw new KeybearerError('notifications-unavailable', { reason: 'no-server' });
    this.open += 1;
    return {
      hearsButtons: true,
      send: async (notification) => {
        if (this.failing === 'send') throw new KeybearerError('notifications-unavailable', { reason: 'refused' });
        this.sent.push(notification);
        await this.meanwhile();
        return { answer: this.answer.promise, withdraw: async () => {} };
      },
      close: () => {
        this.open -= 1;
      },
    };
  }
}
