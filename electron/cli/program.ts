/** The command line: every command, its help, and what becomes of an error. */
import { Command, CommanderError, Option } from 'commander';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { defectPlace } from '../defect.ts';
import type { Cli } from './cli.ts';
import { commandEntries } from './command-groups.ts';
import { errorText } from './error-text.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { clearLeftClipboard } from './left-clipboard.ts';
import { overview } from './overview.ts';

declare const KEYBEARER_VERSION: string;

/** Runs one command line. @returns its exit code. */
export async function runProgram(cli: Cli, args: readonly string[]): Promise<number> {
  const written: Promise<void>[] = [];
  try {
    if (args[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      await complete(cli, program(cli, [], written), args.slice(1));
      return exitCodes.ok;
    }
    await clearLeftClipboard(cli);
    await program(cli, args, written).parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (caught) {
    return Promise.all(written).then(
      () => answer(cli, caught),
      (failed) => answer(cli, failed),
    );
  }
}

/** @param written Gets what commander writes by itself, help and version: it does not wait for that. */
function program(cli: Cli, args: readonly string[], written: Promise<void>[]): Command {
  const { terminal } = cli;
  const root = new Command('keybearer')
    .description("Keybearer keeps a developer's API keys and hands them out without showing them.")
    .option('--home <dir>', "the vault's folder (or KEYBEARER_HOME)")
    .option('--passphrase-file <file>', 'the passphrase ("-" is stdin)')
    .option('--pin-file <file>', 'the PIN ("-" is stdin)')
    // Two for few: the help of init and docs/command-line.md tell of the first, the error of a lost TPM of the second.
    .addOption(new Option('--tpm-device <tpm>', 'which TPM, if not /dev/tpmrm0').hideHelp())
    .addOption(
      new Option('--unlock-with <kind>', 'tpm or keychain, where it has both').hideHelp().choices(['tpm', 'keychain']),
    )
    .option('--recovery-code-file <file>', 'the recovery code, or where to put one')
    .version(KEYBEARER_VERSION, '--version', 'print the version')
    .configureHelp({ formatHelp: overview });
  for (const command of commandsIn(args)) root.addCommand(command(cli));
  forEachCommand(root, (command) => {
    // Our own words and exit codes, and nothing written but by us.
    command.exitOverride().configureOutput({
      writeOut: (text) => void written.push(terminal.out(text)),
      writeErr: (text) => terminal.say(text.trimEnd()),
      outputError: () => undefined,
    });
    command.helpOption('-h, --help', 'print help').helpCommand(false);
  });
  return root;
}

// Setting up all options of all commands costs a start 3 ms: only those are whose name is on the line.
function commandsIn(args: readonly string[]): ((cli: Cli) => Command)[] {
  const all = Object.entries(commandEntries);
  const named = all.filter(([name]) => args.includes(name));
  return (named.length > 0 ? named : all).map(([, { define }]) => define);
}

function forEachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const sub of command.commands) forEachCommand(sub, visit);
}

function answer({ terminal }: Cli, caught: unknown): number {
  if (caught instanceof CommanderError) return answerUsage(terminal, caught);
  if (isBrokenPipe(caught)) return exitCodes.brokenPipe;
  const error = isKeybearerError(caught) ? caught : new KeybearerError('internal', {}, caught);
  const text = errorText(error);
  terminal.say(`keybearer: error: ${text.error}`);
  if (error.code === 'internal') terminal.say(`keybearer: at: ${defectPlace(caught)}`);
  if (text.hint !== undefined) terminal.say(`keybearer: hint: ${text.hint}`);
  return exitCodeOf(error.code);
}

function answerUsage(terminal: Cli['terminal'], error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.ok; // help and version were asked for
  if (error.code === 'commander.help') return exitCodes.usage;
  // What was typed may hold a secret that was meant for elsewhere: an option is named without what follows "=".
  const message = error.message
    .replace(/^error: /, '')
    .replace(/(--[\w-]+)=[^']*/g, '$1')
    .replace(/(but got \d+).*/s, '$1.');
  terminal.say(`keybearer: error: ${message}`);
  terminal.say('keybearer: hint: run "keybearer --help"');
  return exitCodes.usage;
}

function isBrokenPipe(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && caught.code === 'EPIPE';
}
