/** Notifications on a Mac, by osascript. They have no buttons: only a signed application's have. */
import type { Notification, RunProgram } from './ports.ts';
import { ProgramNotifier } from './program-notifier.ts';

export class MacNotifier extends ProgramNotifier {
  constructor(run: RunProgram) {
    super((notification) => run('osascript', ['-l', 'JavaScript', '-'], { stdin: macScript(notification) }));
  }
}

/** JavaScript for osascript's stdin. JSON is a JavaScript literal, so no text can end it. */
export function macScript({ title, body }: Notification): string {
  return `const app = Application.currentApplication();
app.includeStandardAdditions = true;
app.displayNotification(${JSON.stringify(body)}, ${JSON.stringify({ withTitle: 'Keybearer', subtitle: title })});
`;
}
