/** `keybearer doctor`: checks all that can be checked, and says for each finding what to do. */
import { Command } from 'commander';
import type { Cli, GlobalOptions } from '../cli.ts';
import { type Check, runChecks } from '../doctor-checks.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonText } from '../key-json.ts';

export function doctorCommand(cli: Cli): Command {
  return new Command('doctor')
    .description('check Node, the keychain, the TPM, the clipboard, the reminders, the vault and all in it')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  keybearer doctor')
    .action((_options, command: Command) => doctor(cli, command.optsWithGlobals()));
}

async function doctor(cli: Cli, options: GlobalOptions & { json?: boolean }): Promise<void> {
  const checks = await runChecks(cli, options);
  if (checks.some((check) => check.state === 'bad')) cli.setExitCode(exitCodes.damaged);
  if (options.json) return cli.terminal.out(jsonText(checks));
  const marks = { good: 'ok  ', bad: 'BAD ', unknown: '?   ' };
  const lines = checks.flatMap((check: Check) => [
    `${marks[check.state]}${check.what}: ${check.says}`,
    ...(check.todo === null ? [] : [`      ${check.todo}`]),
  ]);
  return cli.terminal.out(`${lines.join('\n')}\n`);
}
