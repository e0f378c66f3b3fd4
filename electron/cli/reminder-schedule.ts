/** `keybearer remind --install`, `--uninstall` and `--status`. */
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { localTime } from '../../shared/local-time.ts';
import type { ScheduleStatus } from '../reminders/schedule/schedule.ts';
import type { Vault } from '../vault/vault.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { iso, jsonText } from './key-json.ts';
import { settingsOf, withVault } from './session.ts';

export interface ScheduleOptions extends GlobalOptions {
  readonly json?: boolean;
}

export async function installReminders(cli: Cli, options: ScheduleOptions): Promise<void> {
  const { scheduler, command } = await remindersOf(cli, options);
  await withVault(cli, options, [], requireOpensByItself);
  const words = await command();
  try {
    await (await scheduler()).install(words);
  } catch (caught) {
    if (cli.platform === 'linux' && isKeybearerError(caught, 'scheduler-unavailable')) await offerCron(cli, words);
    throw caught;
  }
  cli.terminal.say('Reminders come by themselves now: every hour from 8 to 20, and after login.');
}

export async function uninstallReminders(cli: Cli, options: ScheduleOptions): Promise<void> {
  const removed = await (await (await remindersOf(cli, options)).scheduler()).uninstall();
  cli.terminal.say(removed ? 'Reminders do not come by themselves any more.' : 'Nothing was set up here.');
}

export async function showSchedule(cli: Cli, options: ScheduleOptions): Promise<void> {
  const status = await (await (await remindersOf(cli, options)).scheduler()).status();
  await cli.terminal.out(options.json ? jsonText(statusJson(status)) : statusLines(status));
}

/** @throws KeybearerError 'reminders-need-typing' when every slot takes something that is typed. */
async function requireOpensByItself(vault: Vault): Promise<void> {
  const typed = ['passphrase', 'recovery'];
  if ((await vault.slots()).every(({ kind }) => typed.includes(kind)))
    throw new KeybearerError('reminders-need-typing');
}

/** The line is data: it goes to stdout, for `crontab`. */
async function offerCron({ terminal, env }: Cli, words: readonly string[]): Promise<void> {
  const { cronLine } = await import('../reminders/schedule/cron.ts');
  terminal.say('This line does it by cron, where that runs ("crontab -e"):');
  await terminal.out(`${cronLine(words, env.XDG_RUNTIME_DIR || `/run/user/${process.getuid?.()}`)}\n`);
}

/** The field names are documented in docs/command-line.md and do not change. */
function statusJson({ installed, enabled, lastRun, nextRun, file }: ScheduleStatus) {
  return { installed, enabled, lastRun: iso(lastRun), nextRun: iso(nextRun), file };
}

function statusLines({ installed, enabled, lastRun, nextRun, file }: ScheduleStatus): string {
  const yesOrNo = (value: boolean | null) => (value === null ? 'the system does not tell' : value ? 'yes' : 'no');
  const rows: [string, string | null][] = [
    ['installed', yesOrNo(installed)],
    ['enabled', installed ? yesOrNo(enabled) : null],
    ['last run', lastRun === null ? null : localTime(lastRun)],
    ['next run', nextRun === null ? null : localTime(nextRun)],
    ['file', file],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [`${label.padEnd(11)}${text}\n`])).join('');
}

export async function remindersOf(cli: Cli, options: GlobalOptions) {
  const { composeReminders } = await import('../compose-reminders.ts');
  return composeReminders(await settingsOf(cli, options));
}
