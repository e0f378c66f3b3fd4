/** What `keybearer doctor` says of the desktop: its clipboard, and what runs the reminders. */
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { isKeybearerError } from '../../shared/errors.ts';
import type { ScheduleStatus } from '../reminders/schedule/schedule.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import type { Check } from './doctor-checks.ts';
import { errorText } from './error-text.ts';
import { remindersOf } from './reminder-schedule.ts';

export async function checkDesktop(cli: Cli, globals: GlobalOptions): Promise<Check[]> {
  const { scheduler } = await remindersOf(cli, globals);
  return [await checkClipboard(cli), checkReminders(await (await scheduler()).status())];
}

/** A machine without a desktop has no clipboard: that is nothing bad. */
async function checkClipboard({ env, platform }: Cli): Promise<Check> {
  const { composeClipboard } = await import('../compose-clipboard.ts');
  try {
    const reached = await composeClipboard({ env, platform }).reach();
    reached.leave();
    return { what: 'clipboard', state: 'good', says: 'it can be written, and cleared again', todo: null };
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    const { error, hint } = errorText(caught);
    return { what: 'clipboard', state: 'unknown', says: error, todo: hint ?? null };
  }
}

/** A timer goes on starting a program that is not there any more, and nobody hears of it. */
export function checkReminders(
  { installed, enabled, command }: ScheduleStatus,
  isThere: (path: string) => boolean = existsSync,
): Check {
  const what = 'reminders';
  if (!installed)
    return { what, state: 'good', says: 'they do not come by themselves', todo: `to have them: ${setUp}` };
  const missing = command === null ? undefined : missingProgram(command, isThere);
  if (missing !== undefined)
    return { what, state: 'bad', says: `they do not come any more: ${missing} is not there`, todo: again };
  if (enabled === false)
    return { what, state: 'bad', says: 'they are set up, but the system does not run them', todo: again };
  return { what, state: 'good', says: `they come by themselves${ofVault(command ?? [])}`, todo: null };
}

const setUp = 'run "keybearer remind --install"';
const again = `${setUp} again`;

/** The launcher; or Node and the bundle. Their options end where ours begin. */
function missingProgram(command: readonly string[], isThere: (path: string) => boolean): string | undefined {
  if (command.length === 0) return 'what the timer is to run';
  const programs = command.slice(0, command.indexOf('--home')).filter((word) => isAbsolute(word));
  return programs.find((path) => !isThere(path));
}

function ofVault(command: readonly string[]): string {
  const home = command[command.indexOf('--home') + 1];
  return command.includes('--home') && home !== undefined ? `, for the vault in ${home}` : '';
}
