/** `keybearer recover`: back in by the recovery code, after a reset keychain, a cleared TPM, or a forgotten PIN or passphrase. */
import { Command, Option } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { withRecoveryCode } from '../session.ts';
import { newPassphrase, newPin } from '../typed-credentials.ts';

interface RecoverOptions extends GlobalOptions {
  readonly protector: 'keychain' | 'tpm' | 'passphrase';
  readonly pin?: boolean;
}

export function recoverCommand(cli: Cli): Command {
  return new Command('recover')
    .description('open the vault by its recovery code and set it up anew on this machine')
    .addOption(
      new Option('--protector <kind>', "what holds the vault's keys from now on")
        .choices(['keychain', 'tpm', 'passphrase'])
        .default('keychain'),
    )
    .option('--pin', 'with a new PIN (keychain, TPM)')
    .addHelpText('after', examples)
    .action((_options, command: Command) => recover(cli, command.optsWithGlobals()));
}

const examples = `
Replaces the keychain, TPM and passphrase slots by a new one; PIN and passphrase
before are void. The recovery code stays. A lost recovery code needs none of
this: "keybearer slot add recovery".

Examples:
  keybearer recover
  keybearer recover --recovery-code-file code.txt --pin`;

async function recover(cli: Cli, options: RecoverOptions): Promise<void> {
  const { recoverVault } = await import('../../vault/use-cases/slots.ts');
  const { protector: kind } = options;
  if (options.pin && kind === 'passphrase') throw new KeybearerError('pin-not-applicable');
  await withRecoveryCode(cli, options, async (vault) => {
    const availability = await vault.parts.protectors[kind].availability();
    if (!availability.available && availability.code !== 'keychain-locked')
      throw new KeybearerError(availability.code, availability.details);
    const pin = options.pin ? await newPin(cli, options, [kind]) : undefined;
    const passphrase = kind === 'passphrase' ? await newPassphrase(cli, options) : undefined;
    await recoverVault(vault, kind, { pin, passphrase }).finally(() => {
      pin?.fill(0);
      passphrase?.fill(0);
    });
  });
  cli.terminal.say(
    `The vault opens with your ${kind === 'tpm' ? 'TPM' : kind}${options.pin ? ' and the new PIN' : ''} again. Its keys are all there.`,
  );
  cli.terminal.say(
    'Older copies of the vault file still open as before. "keybearer slot rekey" shuts them out of what comes.',
  );
}
