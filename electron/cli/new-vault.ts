/** Making a vault, for the commands that begin one: what holds its keys, and the recovery code as its second way in. */
import { type Command, Option } from 'commander';
import { KeybearerError } from '../../shared/errors.ts';
import type { Settings } from '../compose.ts';
import type { SlotKind } from '../vault/ports.ts';
import type { Vault } from '../vault/vault.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { offerRecoveryCode } from './recovery-code-offer.ts';
import { settingsOf } from './session.ts';
import { newPassphrase, newPin } from './typed-credentials.ts';

export interface NewVaultOptions extends GlobalOptions {
  readonly protector: 'keychain' | 'tpm' | 'passphrase';
  readonly pin?: boolean;
  /** False: --no-recovery-code. */
  readonly recoveryCode: boolean;
}

export function addNewVaultOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--protector <kind>', "what holds the vault's keys")
        .choices(['keychain', 'tpm', 'passphrase'])
        .default('keychain'),
    )
    .option('--pin', 'ask for a PIN before secrets are used (keychain, TPM)')
    .option('--no-recovery-code', 'go without a second way in');
}

/** Refuses where a vault is already. Done first, before anything is asked. @throws KeybearerError 'vault-exists'. */
export async function requireNoVault(cli: Cli, options: GlobalOptions): Promise<void> {
  const { vaultExists } = await import('../compose.ts');
  if (vaultExists(await settingsOf(cli, options))) throw new KeybearerError('vault-exists');
}

/**
 * Asks for what a new vault takes, and makes it.
 *
 * @returns the vault, unlocked. The caller closes it.
 */
export async function makeVault(cli: Cli, options: NewVaultOptions): Promise<Vault> {
  const { composeParts, createVaultAt } = await import('../compose.ts');
  const settings = await settingsOf(cli, options);
  await requireAvailable(composeParts, settings, options.protector);
  if (options.pin && options.protector === 'passphrase') throw new KeybearerError('pin-not-applicable');
  const pin = options.pin ? await newPin(cli, options, [options.protector]) : undefined;
  const passphrase = options.protector === 'passphrase' ? await newPassphrase(cli, options) : undefined;
  const offer = options.recoveryCode ? await offerRecoveryCode(cli, options) : undefined;
  try {
    const kinds = [options.protector, ...(offer === undefined ? [] : (['recovery'] as const))];
    const credentials = { pin, passphrase, recoveryCode: offer?.code };
    const vault = await createVaultAt(settings, { kinds, credentials });
    cli.terminal.say(`Created a vault in ${settings.path}, ${storedBehind(options)}.`);
    return vault;
  } catch (caught) {
    offer?.withdraw();
    throw caught;
  } finally {
    for (const credential of [pin, passphrase, offer?.code]) credential?.fill(0);
  }
}

// Asked before a recovery code is shown: nobody should copy one by hand for a vault that cannot be made.
async function requireAvailable(
  composeParts: typeof import('../compose.ts').composeParts,
  settings: Settings,
  kind: SlotKind,
): Promise<void> {
  const availability = await composeParts(settings).protectors[kind].availability();
  if (!availability.available && availability.code !== 'keychain-locked')
    throw new KeybearerError(availability.code, availability.details);
}

function storedBehind({ protector, pin }: NewVaultOptions): string {
  if (protector === 'passphrase') return 'behind your passphrase';
  const keeper = protector === 'tpm' ? "this machine's TPM" : 'your keychain';
  return pin ? `behind ${keeper} and PIN` : `behind ${keeper}`;
}
