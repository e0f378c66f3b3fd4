/** `keybearer snooze NAME UNTIL`: keeps silent about a key's expiry until a day. */
import { Command } from 'commander';
import { localTime } from '../../../shared/local-time.ts';
import { parseSnooze } from '../../../shared/reminder.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { indexSide, withVault } from '../session.ts';

export function snoozeCommand(cli: Cli): Command {
  return new Command('snooze')
    .description("keep silent about a key's expiry until a day")
    .argument('<name>')
    .argument('<until>', '7d, a day (2027-03-01), or none to take it back')
    .addHelpText('after', '\nExamples:\n  keybearer snooze github-ci 7d\n  keybearer snooze github-ci none')
    .action((name: string, until: string, _options, command: Command) =>
      snooze(cli, name, until, command.optsWithGlobals()),
    );
}

async function snooze(cli: Cli, name: string, text: string, options: GlobalOptions): Promise<void> {
  const until = parseSnooze(text, Date.now());
  const { snoozeKey } = await import('../../vault/use-cases/remind.ts');
  const apiKey = await withVault(cli, options, indexSide, (vault) => snoozeKey(vault, name, until));
  cli.terminal.say(until === null ? `"${apiKey.name}" is not snoozed.` : snoozed(apiKey, until));
}

function snoozed({ name, expiresAt }: ApiKey, until: number): string {
  const inTime = expiresAt === null || until <= expiresAt;
  return `Nothing is said of "${name}" until ${localTime(until)}${inTime ? '' : ', which is after it expires'}.`;
}
