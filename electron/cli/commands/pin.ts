/** `keybearer pin`: asked for before secrets are used, on top of the keychain or the TPM. */
import { Command } from 'commander';
import type { Cli, GlobalOptions } from '../cli.ts';
import { bothSides, withVault } from '../session.ts';
import { newPin } from '../typed-credentials.ts';

interface PinOptions extends GlobalOptions {
  readonly newPinFile?: string;
}

export function pinCommand(cli: Cli): Command {
  const pin = new Command('pin').description('set, change or remove the PIN').addHelpText('after', examples);
  pin
    .command('set')
    .description('ask for a PIN from now on (--pin-file: the new one)')
    .action((_options, command: Command) => set(cli, command.optsWithGlobals()));
  pin
    .command('change')
    .description('set another PIN (--pin-file: the one in use)')
    .option('--new-pin-file <file>', 'the new one')
    .action((_options, command: Command) => change(cli, command.optsWithGlobals()));
  pin
    .command('remove')
    .description('no longer ask for a PIN')
    .action((_options, command: Command) => remove(cli, command.optsWithGlobals()));
  return pin;
}

const examples = `
Behind the keychain a PIN has at least 8 characters: nothing limits guesses at
it, so its length is its strength. Behind a TPM alone 6 will do: it counts them.
Forgotten: "keybearer recover" with the recovery code.

Examples:
  keybearer pin set
  keybearer pin change --pin-file old.txt --new-pin-file new.txt`;

const keepers = { keychain: 'your keychain', tpm: "this machine's TPM" };

const shutOut =
  'Older copies of the vault file still open as before. "keybearer slot rekey" shuts them out of what comes.';

async function set(cli: Cli, { pinFile, ...options }: PinOptions): Promise<void> {
  const { pinnableKinds, setPin } = await import('../../vault/use-cases/pin.ts');
  // The option names the new PIN here: a vault without a PIN opens without it.
  await withVault(cli, options, bothSides, async (vault) => {
    const given = pinFile === undefined ? options : { ...options, pinFile };
    const pin = await newPin(cli, given, await pinnableKinds(vault));
    await setPin(vault, pin).finally(() => pin.fill(0));
  });
  cli.terminal.say(`The PIN is asked for from now on. ${shutOut}`);
}

async function change(cli: Cli, options: PinOptions): Promise<void> {
  const { changePin, pinnableKinds } = await import('../../vault/use-cases/pin.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const { pinFile: _current, newPinFile, ...others } = options;
    const given = newPinFile === undefined ? others : { ...others, pinFile: newPinFile };
    const pin = await newPin(cli, given, await pinnableKinds(vault));
    await changePin(vault, pin).finally(() => pin.fill(0));
  });
  cli.terminal.say(`The PIN is changed. ${shutOut}`);
}

async function remove(cli: Cli, options: PinOptions): Promise<void> {
  const { pinnableKinds, removePin } = await import('../../vault/use-cases/pin.ts');
  const kinds = await withVault(cli, options, bothSides, async (vault) => {
    await removePin(vault);
    return pinnableKinds(vault);
  });
  const opens = kinds.map((kind) => keepers[kind as keyof typeof keepers]).join(' or ');
  cli.terminal.say(`The PIN is removed: ${opens} alone opens the vault now.`);
}
