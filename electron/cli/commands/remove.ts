/** `keybearer remove NAME`: into the trash, from which it can be restored for ten minutes. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { bothSides, withVault } from '../session.ts';

interface RemoveOptions extends GlobalOptions {
  readonly yes?: boolean;
  readonly now?: boolean;
}

export function removeCommand(cli: Cli): Command {
  return new Command('remove')
    .description('remove a key; it can be restored for 10 minutes')
    .argument('<name>')
    .option('--yes', 'do not ask')
    .option('--now', 'delete it for good at once')
    .addHelpText(
      'after',
      '\nThe key goes on working at its issuer: revoke it there too.\n\nExample:\n  keybearer remove old-token --yes',
    )
    .action((name: string, _options, command: Command) => remove(cli, name, command.optsWithGlobals()));
}

async function remove(cli: Cli, name: string, options: RemoveOptions): Promise<void> {
  const { terminal } = cli;
  const [{ findKey }, { purgeKey, removeKey }] = await Promise.all([
    import('../../vault/use-cases/find-key.ts'),
    import('../../vault/use-cases/trash.ts'),
  ]);
  await withVault(cli, options, bothSides, async (vault) => {
    const found = await findKey(vault, name);
    const question = `Remove "${found.name}"${options.now ? ' for good, at once' : ''}?`;
    if (!options.yes && !terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: found.name });
    if (!options.yes && !(await terminal.confirm(question))) throw new KeybearerError('cancelled');
    const removed = await (options.now ? purgeKey(vault, name) : removeKey(vault, name));
    terminal.say(
      options.now
        ? `Deleted "${removed.name}" for good.`
        : `Removed "${removed.name}". For 10 minutes "keybearer trash --restore ${removed.name}" brings it back.`,
    );
  });
}
