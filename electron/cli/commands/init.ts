/** `keybearer init`: creates a vault, with a recovery code as its second way in. */
import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addNewVaultOptions, makeVault, type NewVaultOptions, requireNoVault } from '../new-vault.ts';

export function initCommand(cli: Cli): Command {
  return addNewVaultOptions(new Command('init').description('create a vault'))
    .addHelpText('after', examples)
    .action((_options, command: Command) => init(cli, command.optsWithGlobals()));
}

const examples = `
Examples:
  keybearer init
  keybearer init --pin --recovery-code-file code.txt   print it, delete it
  keybearer init --protector tpm --pin    bound to this machine
  keybearer init --protector passphrase --no-recovery-code

The keychain and the TPM protect a stolen disk or a copied home folder. Without
--pin, any program that runs as you can use them while you are logged in. The
TPM is /dev/tpmrm0, unless --tpm-device names another (docs/tpm.md).`;

async function init(cli: Cli, options: NewVaultOptions): Promise<void> {
  await requireNoVault(cli, options);
  const vault = await makeVault(cli, options);
  await vault.close();
  cli.terminal.say('Add your first key: keybearer add NAME');
}
