/** `keybearer undo NAME`: one step back to the previous secret. */
import { Command } from 'commander';
import { expiryInWords } from '../../../shared/expiry.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { bothSides, withVault } from '../session.ts';

export function undoCommand(cli: Cli): Command {
  return new Command('undo')
    .description('step back to the previous secret (again: forward)')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  keybearer undo github-ci')
    .action((name: string, _options, command: Command) => undo(cli, name, command.optsWithGlobals()));
}

async function undo(cli: Cli, name: string, options: GlobalOptions): Promise<void> {
  const { stepBack } = await import('../../vault/use-cases/replace-secret.ts');
  const apiKey = await withVault(cli, options, bothSides, (vault) => stepBack(vault, name));
  cli.terminal.say(
    `"${apiKey.name}" has its previous secret again (${expiryInWords(apiKey.expiresAt, Date.now())}). Undo once more to go forward.`,
  );
}
