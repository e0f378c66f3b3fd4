/** `keybearer remind`: says by the desktop's notifications what is due, and sets up that it is said by itself. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Shown } from '../../reminders/show-reminders.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { sayFindings } from '../findings.ts';
import { hearAnswer } from '../reminder-answer.ts';
import {
  installReminders,
  remindersOf,
  type ScheduleOptions,
  showSchedule,
  uninstallReminders,
} from '../reminder-schedule.ts';
import { indexSide, withVault } from '../session.ts';

interface RemindOptions extends GlobalOptions, ScheduleOptions {
  readonly wait: boolean;
  readonly install?: boolean;
  readonly uninstall?: boolean;
  readonly status?: boolean;
}

export function remindCommand(cli: Cli): Command {
  return new Command('remind')
    .description("say what expires by the desktop's notifications")
    .option('--no-wait', 'do not stay for its buttons')
    .option('--install', 'have the system run it every hour of the day')
    .option('--uninstall', 'take that away')
    .option('--status', 'whether it runs by itself, and when')
    .option('--json', 'with --status: as JSON')
    .addHelpText('after', examples)
    .action((_options, command: Command) => remind(cli, command.optsWithGlobals()));
}

const examples = `
What is due is one notification, with the buttons Renew (opens the page of the
key or of its issuer) and Snooze (one day). To hear them it stays until the
notification is closed, 55 minutes at most.

Examples:
  keybearer remind
  keybearer remind --install
  keybearer remind --status`;

async function remind(cli: Cli, options: RemindOptions): Promise<void> {
  const asked = [options.install, options.uninstall, options.status].filter(Boolean);
  if (asked.length > 1) throw new KeybearerError('invalid-input', { field: 'options', reason: 'one-of' });
  if (options.json && !options.status)
    throw new KeybearerError('invalid-input', { field: '--json', reason: 'with-status' });
  if (options.install) return installReminders(cli, options);
  if (options.uninstall) return uninstallReminders(cli, options);
  if (options.status) return showSchedule(cli, options);
  return remindNow(cli, options);
}

async function remindNow(cli: Cli, options: RemindOptions): Promise<void> {
  const { showReminders } = await import('../../reminders/show-reminders.ts');
  const { notifier } = await remindersOf(cli, options);
  await refusePrompts(cli, options);
  const shown = await withVault(cli, options, indexSide, async (vault) =>
    showReminders(vault, await notifier(), { withButtons: options.wait }),
  );
  try {
    say(cli, shown, options);
    sayFindings(cli, shown.findings);
    if (options.wait && shown.on !== undefined) await hearAnswer(cli, options, shown.reminders, shown.on);
  } finally {
    shown.on?.desktop.close();
  }
}

/** A timer must not make the desktop ask for a password out of nothing: a locked keychain is told, and the next run tries again. */
async function refusePrompts(cli: Cli, options: RemindOptions): Promise<void> {
  if (cli.terminal.canAsk || options.passphraseFile !== undefined || options.recoveryCodeFile !== undefined) return;
  await withVault(cli, options, [], async (vault) => {
    const { opensByItself } = await import('../../vault/slot.ts');
    const slots = (await vault.slots()).filter(opensByItself);
    if (slots.length === 0 || slots.some(({ kind }) => kind !== 'keychain')) return;
    const answer = await vault.parts.protectors.keychain.availability();
    if (!answer.available) throw new KeybearerError(answer.code, answer.details);
  });
}

/** For somebody who looks: a timer's log and cron's mail stay empty. */
function say({ terminal }: Cli, { reminders, on }: Shown, { wait }: RemindOptions): void {
  if (!terminal.stderrIsTerminal) return;
  const names = reminders.map(({ apiKey }) => apiKey.name).join(', ');
  terminal.say(on === undefined ? 'Nothing is due.' : `Reminded of: ${names}.`);
  if (wait && on?.desktop.hearsButtons) terminal.say('Staying for its buttons; Ctrl-C ends that.');
}
