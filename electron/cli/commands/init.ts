/** `keybearer init`: creates a vault, with a recovery code as its second way in. */
import { Command, Option } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Settings } from '../../compose.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { offerRecoveryCode } from '../recovery-code-offer.ts';
import { settingsOf } from '../session.ts';
import { newPassphrase, newPin } from '../typed-credentials.ts';

interface InitOptions extends GlobalOptions {
  readonly protector: 'keychain' | 'passphrase';
  readonly pin?: boolean;
  /** False: --no-recovery-code. */
  readonly recoveryCode: boolean;
}

export function initCommand(cli: Cli): Command {
  return new Command('init')
    .description('create a vault')
    .addOption(
      new Option('--protector <kind>', "what holds the vault's keys")
        .choices(['keychain', 'passphrase'])
        .default('keychain'),
    )
    .option('--pin', 'ask for a PIN before secrets are used (keychain)')
    .option('--no-recovery-code', 'go without a second way in')
    .addHelpText('after', examples)
    .action((_options, command: Command) => init(cli, command.optsWithGlobals()));
}

const examples = `
Examples:
  keybearer init
  keybearer init --pin --recovery-code-file code.txt   print it, delete it
  keybearer init --protector passphrase --no-recovery-code

The keychain protects a stolen disk or a copied home folder. Without --pin, any
program that runs as you can use it while you are logged in.`;

async function init(cli: Cli, options: InitOptions): Promise<void> {
  const { composeParts, createVaultAt, vaultExists } = await import('../../compose.ts');
  const settings = await settingsOf(cli, options);
  if (vaultExists(settings)) throw new KeybearerError('vault-exists');
  await requireAvailable(composeParts, settings, options.protector);
  if (options.pin && options.protector === 'passphrase') throw new KeybearerError('pin-not-applicable');
  const pin = options.pin ? await newPin(cli, options) : undefined;
  const passphrase = options.protector === 'passphrase' ? await newPassphrase(cli, options) : undefined;
  const offer = options.recoveryCode ? await offerRecoveryCode(cli, options) : undefined;
  try {
    const kinds = [options.protector, ...(offer === undefined ? [] : (['recovery'] as const))];
    const vault = await createVaultAt(settings, { kinds, credentials: { pin, passphrase, recoveryCode: offer?.code } });
    await vault.close();
  } catch (caught) {
    offer?.withdraw();
    throw caught;
  } finally {
    for (const credential of [pin, passphrase, offer?.code]) credential?.fill(0);
  }
  cli.terminal.say(`Created a vault in ${settings.path}, ${storedBehind(options)}.`);
  cli.terminal.say('Add your first key: keybearer add NAME');
}

// Asked before a recovery code is shown: nobody should copy one by hand for a vault that cannot be made.
async function requireAvailable(
  composeParts: typeof import('../../compose.ts').composeParts,
  settings: Settings,
  kind: 'keychain' | 'passphrase',
): Promise<void> {
  const availability = await composeParts(settings).protectors[kind].availability();
  if (!availability.available && availability.code !== 'keychain-locked')
    throw new KeybearerError(availability.code, availability.details);
}

function storedBehind({ protector, pin }: InitOptions): string {
  if (protector === 'passphrase') return 'behind your passphrase';
  return pin ? 'behind your keychain and PIN' : 'behind your keychain';
}
