/** Notifications on a Mac, by osascript. They have no buttons: only a signed application's have. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Desktop, Notification, Notifier, RunProgram, Sent } from './ports.ts';

export class MacNotifier implements Notifier {
  readonly #run: RunProgram;

  constructor(run: RunProgram) {
    this.#run = run;
  }

  async connect(): Promise<Desktop> {
    return { hearsButtons: false, send: (notification) => this.#send(notification), close: () => {} };
  }

  async #send(notification: Notification): Promise<Sent> {
    const { code } = await this.#run('osascript', ['-l', 'JavaScript', '-'], { stdin: macScript(notification) });
    if (code !== 0)
      throw new KeybearerError('notifications-unavailable', { reason: code === null ? 'no-program' : 'refused' });
    return { answer: new Promise<never>(() => {}), withdraw: async () => {} };
  }
}

/** JavaScript for osascript's stdin. JSON is a JavaScript literal, so no text can end it. */
export function macScript({ title, body }: Notification): string {
  return `const app = Application.currentApplication();
app.includeStandardAdditions = true;
app.displayNotification(${JSON.stringify(body)}, ${JSON.stringify({ withTitle: 'Keybearer', subtitle: title })});
`;
}
