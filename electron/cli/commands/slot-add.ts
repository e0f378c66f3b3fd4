/** `keybearer slot add KIND`: one more way to open the vault. */
import { Argument, Command } from 'commander';
import type { SlotKind } from '../../vault/ports.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { offerRecoveryCode } from '../recovery-code-offer.ts';
import { askPin, bothSides, type SessionCredentials, withVault } from '../session.ts';
import { newPassphrase } from '../typed-credentials.ts';

interface SlotAddOptions extends GlobalOptions {
  readonly newPassphraseFile?: string;
}

export function slotAddCommand(cli: Cli): Command {
  return new Command('add')
    .description('add one')
    .addArgument(new Argument('<kind>').choices(['keychain', 'tpm', 'passphrase', 'recovery']))
    .option('--new-passphrase-file <file>', 'the new passphrase, where --passphrase-file opens the vault')
    .addHelpText('after', examples)
    .action((kind: SlotKind, _options, command: Command) => add(cli, kind, command.optsWithGlobals()));
}

const examples = `
A passphrase is asked for, or --passphrase-file names it. A recovery code is
shown once, or --recovery-code-file names the file that it is written to.

Examples:
  keybearer slot add recovery --recovery-code-file code.txt
  keybearer slot add passphrase --passphrase-file new.txt
  keybearer slot add passphrase --passphrase-file old.txt \\
    --new-passphrase-file new.txt`;

async function add(cli: Cli, kind: SlotKind, options: SlotAddOptions): Promise<void> {
  const { passphraseFile, newPassphraseFile = passphraseFile, ...others } = options;
  // Without an option of its own for it, --passphrase-file names the new one, and the vault is opened without it.
  const namesNew = kind === 'passphrase' && options.newPassphraseFile === undefined;
  const made =
    namesNew || newPassphraseFile === undefined ? options : { ...options, passphraseFile: newPassphraseFile };
  const work = (vault: Vault, credentials: SessionCredentials) => addSlotOf(cli, kind, made, vault, credentials);
  const id = await withVault(cli, namesNew ? others : options, bothSides, work, {
    makesRecoveryCode: kind === 'recovery',
  });
  cli.terminal.say(`Added the ${kind} slot ${id.slice(0, 8)}.`);
}

async function addSlotOf(
  cli: Cli,
  kind: SlotKind,
  options: GlobalOptions,
  vault: Vault,
  credentials: SessionCredentials,
): Promise<string> {
  const [{ addSlot }, { hasPin }] = await Promise.all([
    import('../../vault/use-cases/slots.ts'),
    import('../../vault/use-cases/pin.ts'),
  ]);
  if (kind === 'keychain' || kind === 'tpm') {
    // A vault that was opened otherwise still has its PIN, and the new slot honours it.
    if (credentials.pin === undefined && cli.terminal.canAsk && (await hasPin(vault)))
      credentials.pin = await askPin(cli);
    return addSlot(vault, kind, { pin: credentials.pin });
  }
  if (kind === 'passphrase') {
    const passphrase = await newPassphrase(cli, options);
    return addSlot(vault, kind, { passphrase }).finally(() => passphrase.fill(0));
  }
  const offer = await offerRecoveryCode(cli, options);
  try {
    return await addSlot(vault, kind, { recoveryCode: offer.code });
  } catch (caught) {
    offer.withdraw();
    throw caught;
  } finally {
    offer.code.fill(0);
  }
}
