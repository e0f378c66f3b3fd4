/** Reminds on the vault of a test home, says when the desktop has taken it, and never hears that it has: to be killed then. */
import type { Notifier } from '../../electron/reminders/ports.ts';
import { showReminders } from '../../electron/reminders/show-reminders.ts';
import { openVaultIn, type TestHome } from './test-vault.ts';

const { home, now } = JSON.parse(process.argv[2]!) as { home: TestHome; now: number };
const notifier: Notifier = {
  connect: async () => ({
    hearsButtons: true,
    send: () => {
      process.stdout.write('taken\n');
      setInterval(() => {}, 1000);
      return new Promise(() => {});
    },
    close: () => {},
  }),
};
const vault = await openVaultIn(home, () => now);
await vault.unlock(['index']);
await showReminders(vault, notifier, { withButtons: true });
