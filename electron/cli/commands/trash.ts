/** `keybearer trash`: what was removed in the last ten minutes. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { jsonText, keyJson } from '../key-json.ts';
import { bothSides, indexSide, withVault } from '../session.ts';
import { table } from '../table.ts';

interface TrashOptions extends GlobalOptions {
  readonly restore?: string;
  readonly empty?: boolean;
  readonly json?: boolean;
}

export function trashCommand(cli: Cli): Command {
  return new Command('trash')
    .description('list removed keys, restore one, or delete them for good')
    .option('--restore <removed-name>', 'bring a removed key back')
    .option('--empty', 'delete all of them for good, now')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  keybearer trash\n  keybearer trash --restore github-ci')
    .action((_options, command: Command) => trash(cli, command.optsWithGlobals()));
}

async function trash(cli: Cli, options: TrashOptions): Promise<void> {
  if (options.restore !== undefined && options.empty)
    throw new KeybearerError('invalid-input', { field: 'options', reason: 'one-of' });
  const { emptyTrash, listTrash, restoreKey } = await import('../../vault/use-cases/trash.ts');
  const { restore } = options;
  if (restore !== undefined) {
    const apiKey = await withVault(cli, options, indexSide, (vault) => restoreKey(vault, restore));
    cli.terminal.say(`Restored "${apiKey.name}".`);
  } else if (options.empty) {
    const names = await withVault(cli, options, bothSides, (vault) => emptyTrash(vault, 'all'));
    cli.terminal.say(names.length === 0 ? 'The trash was empty.' : `Deleted for good: ${names.join(', ')}.`);
  } else {
    await show(cli, await withVault(cli, options, indexSide, listTrash), options);
  }
}

async function show({ terminal }: Cli, trashed: ApiKey[], options: TrashOptions): Promise<void> {
  const now = Date.now();
  if (options.json) return terminal.out(jsonText(trashed.map((apiKey) => keyJson(apiKey, now))));
  if (trashed.length === 0) return terminal.say('The trash is empty.');
  const columns = [
    { title: 'NAME', text: (apiKey: ApiKey) => apiKey.name, always: true },
    {
      title: 'REMOVED',
      text: (apiKey: ApiKey) => `${Math.max(0, Math.floor((now - (apiKey.removedAt ?? now)) / 60_000))} min ago`,
      always: true,
    },
  ];
  return terminal.out(table(columns, trashed, terminal.columns, terminal.hasColour));
}
