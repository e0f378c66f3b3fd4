/** `keybearer restore FILE`: puts the keys of a backup into the vault, or into a new one. */
import { Command, Option } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import { type ConflictChoice, conflictChoices, type MergeStep } from '../../vault/use-cases/merge-plan.ts';
import type { Vault } from '../../vault/vault.ts';
import type { WholeKey } from '../../vault/whole-key.ts';
import { addOpeningOptions, type OpeningOptions, openBackup } from '../backup-keys.ts';
import type { Cli } from '../cli.ts';
import { readWhole } from '../files.ts';
import { jsonText } from '../key-json.ts';
import { addNewVaultOptions, makeVault, type NewVaultOptions, requireNoVault } from '../new-vault.ts';
import { restoreSummary, stepJson, stepTable } from '../restore-preview.ts';
import { bothSides, settingsOf, withVault } from '../session.ts';

interface RestoreOptions extends OpeningOptions, NewVaultOptions {
  readonly onConflict: ConflictChoice;
  readonly new?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function restoreCommand(cli: Cli): Command {
  const command = new Command('restore')
    .description('put the keys of a backup into the vault: all of them, or none')
    .argument('<file>', 'what "keybearer backup" wrote; "-" is stdin');
  addOpeningOptions(command, 'an identity file of age (repeat for more)')
    .addOption(
      new Option('--on-conflict <choice>', 'a key is here with other content')
        .choices(conflictChoices)
        .default('stop' satisfies ConflictChoice),
    )
    .option('--dry-run', 'show what would become of each key, and stop')
    .option('--yes', 'do not ask')
    .option('--json', 'what became of each key, as JSON')
    .option('--new', 'into a new vault, made as "init" makes it:');
  return addNewVaultOptions(command)
    .addHelpText('after', examples)
    .action((file: string, _options, self: Command) => restore(cli, file, self.optsWithGlobals()));
}

const examples = `
A key that is here as it is in the backup is left alone, so restoring twice is
as good as once. With other content: "skip" leaves what is here, "replace" moves
it to the trash, "keep-both" adds the backup's under NAME-2.

Examples:
  keybearer restore keys.age --dry-run
  keybearer restore keys.age --on-conflict keep-both
  keybearer restore keys.age -i key.txt --new --pin    on a new machine`;

async function restore(cli: Cli, path: string, options: RestoreOptions): Promise<void> {
  if (options.new) await requireNoVault(cli, options);
  else await requireVault(cli, options);
  const keys = await readBackup(cli, path, options);
  const { wipeWholeKeys } = await import('../../vault/whole-key.ts');
  try {
    if (options.new) await restoreIntoNew(cli, path, options, keys);
    else await withVault(cli, options, bothSides, (vault) => restoreInto(cli, path, options, keys, vault));
  } finally {
    wipeWholeKeys(keys);
  }
}

async function requireVault(cli: Cli, options: RestoreOptions): Promise<void> {
  const { vaultExists } = await import('../../compose.ts');
  if (!vaultExists(await settingsOf(cli, options))) throw new KeybearerError('vault-not-found', { restore: true });
}

async function readBackup(cli: Cli, path: string, options: RestoreOptions): Promise<WholeKey[]> {
  const { decodeBackup } = await import('../../backup/decode.ts');
  const file = await readWhole(cli.terminal, path, 'backup', limits.backupFileMaxBytes);
  const plain = await openBackup(cli, options, file);
  try {
    return decodeBackup(plain);
  } finally {
    plain.fill(0);
  }
}

async function restoreInto(
  cli: Cli,
  path: string,
  options: RestoreOptions,
  keys: WholeKey[],
  vault: Vault,
): Promise<void> {
  const { previewRestore, restoreBackup } = await import('../../vault/use-cases/restore-backup.ts');
  const steps = await previewRestore(vault, keys, options.onConflict);
  await settle(cli, path, options, steps, () => restoreBackup(vault, steps));
}

/** The vault is made only when the backup is read and agreed to: who mistypes its passphrase has no empty vault then. */
async function restoreIntoNew(cli: Cli, path: string, options: RestoreOptions, keys: WholeKey[]): Promise<void> {
  const [{ nothingHere, restoreBackup }, { planMerge }] = await Promise.all([
    import('../../vault/use-cases/restore-backup.ts'),
    import('../../vault/use-cases/merge-plan.ts'),
  ]);
  const steps = planMerge(nothingHere, keys, options.onConflict);
  await settle(cli, path, options, steps, async () => {
    const vault = await makeVault(cli, options);
    await restoreBackup(vault, steps).finally(() => vault.close());
  });
}

/** Shows the steps, asks, carries them out, and says what was done. */
async function settle(
  cli: Cli,
  path: string,
  options: RestoreOptions,
  steps: readonly MergeStep[],
  carryOut: () => Promise<void>,
): Promise<void> {
  const { terminal } = cli;
  const conflicts = steps.filter(({ action }) => action === 'stop').length;
  const report = (restored: boolean) => terminal.out(jsonText({ restored, keys: steps.map(stepJson) }));
  const shown = stepTable(steps, terminal);
  if (options.json && (options.dryRun || conflicts > 0)) await report(false);
  else if (options.dryRun) await terminal.out(shown);
  else if (!options.yes || conflicts > 0) terminal.say(shown.trimEnd());
  if (conflicts > 0) throw new KeybearerError('restore-conflict', { conflicts });
  if (options.dryRun) return;
  const stored = steps.filter((step) => 'stored' in step).length;
  if (stored > 0 && !options.yes) await ask(cli, path, stored);
  await carryOut();
  terminal.say(restoreSummary(steps));
  if (options.json) await report(true);
}

async function ask({ terminal }: Cli, path: string, stored: number): Promise<void> {
  if (!terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: path });
  if (!(await terminal.confirm(`Restore ${stored === 1 ? 'one key' : `${stored} keys`}?`)))
    throw new KeybearerError('cancelled');
}
