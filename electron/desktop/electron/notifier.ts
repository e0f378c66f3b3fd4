/** Notifications by Electron, with their buttons. */
import { Notification as ElectronNotification } from 'electron';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Answer, Desktop, Notification as Message, Notifier, Sent } from '../../reminders/ports.ts';

export const electronNotifier: Notifier = {
  connect: async (): Promise<Desktop> => {
    if (!ElectronNotification.isSupported())
      throw new KeybearerError('notifications-unavailable', { reason: 'no-server' });
    return { hearsButtons: true, send, close: () => {} };
  },
};

/** Held here: Electron itself lets one that is still on the screen be collected, and its buttons are then not heard. */
const onScreen = new Set<ElectronNotification>();

async function send({ title, body, urgency, buttons }: Message): Promise<Sent> {
  const actions = buttons.map(({ label }) => ({ type: 'button' as const, text: label }));
  const notification = new ElectronNotification({ title, body, urgency, actions, timeoutType: 'never' });
  onScreen.add(notification);
  const answer = new Promise<Answer>((resolve) => {
    notification.on('action', ({ actionIndex }) => resolve(buttons[actionIndex]?.id ?? 'closed'));
    notification.on('click', () => resolve('opened'));
    notification.on('close', () => resolve('closed'));
  }).finally(() => onScreen.delete(notification));
  await new Promise<void>((resolve, reject) => {
    notification.on('show', () => resolve());
    notification.on('failed', () => reject(new KeybearerError('notifications-unavailable', { reason: 'refused' })));
    notification.show();
  });
  return { answer, withdraw: async () => notification.close() };
}
