/** `keybearer backup FILE`: every key with its secrets in one file of the age format. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { BackedUp } from '../../vault/use-cases/back-up.ts';
import type { Vault } from '../../vault/vault.ts';
import { addClosingOptions, backupRecipients, type ClosingOptions } from '../backup-keys.ts';
import type { Cli } from '../cli.ts';
import { sayFindings } from '../findings.ts';
import { bothSides, withVault } from '../session.ts';

interface BackupOptions extends ClosingOptions {
  readonly armor?: boolean;
  readonly skipAskBeforeUse?: boolean;
  readonly dropDamaged?: boolean;
}

export function backupCommand(cli: Cli): Command {
  return addClosingOptions(
    new Command('backup')
      .description('write every key with its secrets into one encrypted file')
      .argument('<file>', 'a file that does not exist yet; "-" is stdout'),
  )
    .option('--armor', "as text: age's ASCII armor")
    .option('--skip-ask-before-use', 'leave out the keys that ask before use')
    .option('--drop-damaged', 'leave out what does not open, instead of refusing')
    .addHelpText('after', examples)
    .action((file: string, _options, command: Command) => backup(cli, file, command.optsWithGlobals()));
}

const examples = `
The file is of the age format (age-encryption.org): "age -d FILE" opens it too,
and shows JSON. It is for a passphrase, which is asked for twice, or for the
recipients that are named. The trash and the audit log are not in it.

Examples:
  keybearer backup keys-2027-03.age
  keybearer backup keys.age -r age1...
  keybearer backup - --armor -R recipients.txt > keys.txt`;

async function backup(cli: Cli, path: string, options: BackupOptions): Promise<void> {
  const { requireNoFile } = await import('../../backup/new-file.ts');
  const toStdout = path === '-';
  if (!toStdout) requireNoFile(path);
  else if (cli.terminal.stdoutIsTerminal && !options.armor)
    throw new KeybearerError('invalid-input', { field: 'backup', reason: 'binary-to-terminal' });
  const made = await withVault(cli, options, bothSides, (vault) => make(cli, vault, path, options));
  if (toStdout) await cli.terminal.out(made.file);
  sayWhatIsIn(cli, toStdout ? 'stdout' : path, made);
}

interface Made extends BackedUp<Buffer> {
  /** Ciphertext. */
  readonly file: Buffer;
  /** Whether it was opened again. */
  readonly checked: boolean;
}

/** Makes the backup and puts it in its place, unless that is stdout. */
async function make(cli: Cli, vault: Vault, path: string, options: BackupOptions): Promise<Made> {
  const [{ NewFile }, { closeBackup }] = await Promise.all([
    import('../../backup/new-file.ts'),
    import('../../backup/close-backup.ts'),
  ]);
  const { to, check } = await backupRecipients(cli, options);
  // Before the event is written it is known that the file can be.
  const target = path === '-' ? undefined : new NewFile(path);
  try {
    const backedUp = await openKeys(cli, vault, path, options);
    const { formed } = backedUp;
    const file = await closeBackup(formed, to, check, options.armor === true).finally(() => formed.fill(0));
    target?.finish(file);
    return { ...backedUp, file, checked: check !== undefined };
  } finally {
    target?.discard();
    if ('passphrase' in to) to.passphrase.fill(0);
  }
}

/** @returns the document, in clear. The caller wipes it. */
async function openKeys(cli: Cli, vault: Vault, path: string, options: BackupOptions): Promise<BackedUp<Buffer>> {
  const [{ encodeBackup }, { backUpKeys }] = await Promise.all([
    import('../../backup/encode.ts'),
    import('../../vault/use-cases/back-up.ts'),
  ]);
  const plan = {
    destination: path === '-' ? 'stdout' : path,
    skipAsking: options.skipAskBeforeUse === true,
    dropDamaged: options.dropDamaged === true,
    confirm: (asking: readonly ApiKey[]) => confirm(cli, asking),
  };
  return backUpKeys(vault, plan, (keys) => encodeBackup(keys, vault.parts.clock()));
}

function confirm({ terminal }: Cli, asking: readonly ApiKey[]): Promise<boolean> {
  const names = asking.map(({ name }) => name).join(', ');
  if (!terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: names, backup: true });
  return terminal.confirm(`The backup takes keys that ask before use: ${names}. Go on?`);
}

function sayWhatIsIn(cli: Cli, where: string, { keys, skipped, findings, checked }: Made): void {
  const { terminal } = cli;
  terminal.say(`Backed up ${keys === 1 ? 'one key' : `${keys} keys`} to ${where}, without trash and audit log.`);
  if (skipped.length > 0)
    terminal.say(`Left out, as they ask before use: ${skipped.map(({ name }) => name).join(', ')}.`);
  terminal.say(
    checked
      ? 'It was opened again, and holds what was written.'
      : 'It was not opened again, as its identity is not here: try "keybearer restore FILE -i IDENTITY --dry-run".',
  );
  sayFindings(cli, findings);
}
