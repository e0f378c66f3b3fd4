/** What the buttons of a reminder do. The vault is closed while nobody presses one. */
import { isKeybearerError } from '../../shared/errors.ts';
import { parseSnooze } from '../../shared/reminder.ts';
import type { Answer, Desktop, Sent } from '../reminders/ports.ts';
import type { Reminder } from '../vault/use-cases/remind.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { errorText } from './error-text.ts';
import { remindersOf } from './reminder-schedule.ts';
import { indexSide, withVault } from './session.ts';

/** Less than an hour: the next run of a timer finds this one ended. */
const waitMs = 55 * 60_000;

/** Stays until the notification is answered or gone, and does what was asked for. */
export async function hearAnswer(
  cli: Cli,
  options: GlobalOptions,
  reminders: readonly Reminder[],
  { desktop, sent }: { readonly desktop: Desktop; readonly sent: Sent },
): Promise<void> {
  if (!desktop.hearsButtons) return;
  const answer = await Promise.race([sent.answer, patience(cli.signal)]);
  // There is no window here that could be opened.
  if (answer === 'closed' || answer === 'opened') return;
  await sent.withdraw();
  try {
    if (answer === 'snooze') await snooze(cli, options, reminders);
    else await renew(cli, options, reminders, desktop);
  } catch (caught) {
    await tell(desktop, caught);
    throw caught;
  }
}

async function snooze(cli: Cli, options: GlobalOptions, reminders: readonly Reminder[]): Promise<void> {
  const { snoozeReminders } = await import('../vault/use-cases/remind.ts');
  const until = parseSnooze('1d', Date.now());
  if (until !== null) await withVault(cli, options, indexSide, (vault) => snoozeReminders(vault, reminders, until));
}

async function renew(cli: Cli, options: GlobalOptions, reminders: readonly Reminder[], desktop: Desktop) {
  const { openRenewalPages } = await import('../reminders/renew.ts');
  const { noPageNotification } = await import('../reminders/notification.ts');
  const { openPage } = await remindersOf(cli, options);
  const [first] = await openRenewalPages(reminders, openPage);
  if (first !== undefined) await desktop.send(noPageNotification(first));
}

/** Where the button was pressed: nobody may be at a terminal. */
async function tell(desktop: Desktop, caught: unknown): Promise<void> {
  if (!isKeybearerError(caught)) return;
  const { error, hint } = errorText(caught);
  const notification = { title: 'Keybearer could not do that', body: [error, hint ?? ''].join('\n').trim() };
  await desktop.send({ ...notification, urgency: 'normal', buttons: [] }).catch(() => undefined);
}

function patience(signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const end = () => resolve('closed');
    setTimeout(end, waitMs).unref();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
