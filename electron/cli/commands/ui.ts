/** `keybearer ui`: opens the window. */
import { join } from 'node:path';
import { Command } from 'commander';
import { isKeybearerError, KeybearerError } from '../../../shared/errors.ts';
import type { WindowProgram } from '../../window/window-program.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonText } from '../key-json.ts';
import { settingsOf } from '../session.ts';

interface UiOptions extends GlobalOptions {
  readonly which?: boolean;
  readonly json?: boolean;
}

export function uiCommand(cli: Cli): Command {
  return new Command('ui')
    .description('open the window')
    .option('--which', 'only say what would show it')
    .option('--json', 'with --which: as JSON')
    .addHelpText('after', examples)
    .action((_options, command: Command) => ui(cli, command.optsWithGlobals()));
}

const examples = `
In Electron where its runtime is, else in an installed Chromium, Chrome or Edge.
The command ends when the window is closed.

Examples:
  keybearer ui
  keybearer ui --which`;

async function ui(cli: Cli, options: UiOptions): Promise<void> {
  await settingsOf(cli, options); // a mistake in the options is told here, where it was made
  if (options.which && options.json) return cli.terminal.out(jsonText(await whichJson(cli)));
  const program = await findProgram(cli);
  if (options.which) return cli.terminal.out(`${program.name} (${program.path})\n`);
  cli.terminal.say(`The window opens in ${program.name}${whyNotElectron(program)}.`);
  cli.setExitCode(await runWindow(cli, program, options));
}

async function findProgram({ env, platform }: Cli): Promise<WindowProgram> {
  const { findWindowProgram } = await import('../../window/window-program.ts');
  const root = join(import.meta.dirname, '..', '..');
  return findWindowProgram({ env, platform, root, node: process.execPath });
}

/** The field names are documented in docs/command-line.md and do not change. */
async function whichJson(cli: Cli) {
  try {
    const { shell, name, path } = await findProgram(cli);
    return { shell, name, path, reason: null };
  } catch (caught) {
    if (!isKeybearerError(caught, 'window-unavailable')) throw caught;
    cli.setExitCode(exitCodes.unavailable);
    return { shell: null, name: null, path: null, reason: caught.details.reason ?? null };
  }
}

function whyNotElectron({ shell }: WindowProgram): string {
  return shell === 'electron' ? '' : ": Electron's runtime is not here";
}

/** @returns its exit code. */
async function runWindow({ env }: Cli, { command }: WindowProgram, options: GlobalOptions): Promise<number> {
  const { spawn } = await import('node:child_process');
  const [program, ...args] = command;
  const child = spawn(program, [...args, ...vaultSwitches(options)], { env, stdio: 'inherit' });
  // Ctrl-C reaches the window too; whoever ends this command otherwise means the window as well.
  const end = () => child.kill();
  process.once('SIGTERM', end);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } catch (cause) {
    throw new KeybearerError('window-unavailable', { reason: 'failed' }, cause);
  } finally {
    process.off('SIGTERM', end);
  }
}

/** What says which vault, and which TPM, the window is about. */
function vaultSwitches({ home, tpmDevice }: GlobalOptions): string[] {
  return [
    ...(home === undefined ? [] : [`--home=${home}`]),
    ...(tpmDevice === undefined ? [] : [`--tpm-device=${tpmDevice}`]),
  ];
}
