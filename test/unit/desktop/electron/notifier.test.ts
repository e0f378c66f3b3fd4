/** Electron's notifications over the double: on macOS and Windows they have buttons. */
import { describe, expect, it, vi } from 'vitest';
import type { DoubleNotification } from '../../../fakes/electron/double.ts';

const double = await vi.hoisted(async () => {
  const { ElectronDouble } = await import('../../../fakes/electron/double.ts');
  return new ElectronDouble();
});
vi.mock('electron', () => double.module());
const { electronNotifier } = await import('../../../../electron/desktop/electron/notifier.ts');

async function sent(): Promise<{
  notification: DoubleNotification;
  answer: Promise<string>;
  withdraw(): Promise<void>;
}> {
  const desktop = await electronNotifier.connect();
  const buttons = [
    { id: 'renew', label: 'Renew' },
    { id: 'snooze', label: 'Snooze for a day' },
  ] as const;
  const { answer, withdraw } = await desktop.send({ title: 'k expires', body: 'soon', urgency: 'critical', buttons });
  return { notification: double.notifications.at(-1)!, answer, withdraw };
}

describe('electronNotifier', () => {
  it('shows title, text and buttons, and stays until somebody has seen it', async () => {
    const { notification } = await sent();
    expect(notification.options).toEqual({
      title: 'k expires',
      body: 'soon',
      urgency: 'critical',
      timeoutType: 'never',
      actions: [
        { type: 'button', text: 'Renew' },
        { type: 'button', text: 'Snooze for a day' },
      ],
    });
  });

  it.each([
    ['action', { actionIndex: 1 }, 'snooze'],
    ['action', { actionIndex: 7 }, 'closed'],
    ['click', {}, 'opened'],
    ['close', {}, 'closed'],
  ])('answers %s %j by %s', async (event, details, expected) => {
    const { notification, answer } = await sent();
    notification.emit(event, details);
    expect(await answer).toBe(expected);
  });

  it('takes it off the screen', async () => {
    const { notification, withdraw } = await sent();
    await withdraw();
    expect(notification.isClosed).toBe(true);
  });
});
