/** `keybearer pin`: asked for before secrets are used, on top of the keychain. */
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
A PIN has at least 8 characters: nothing limits guesses at it, so its length is
its strength.
Forgotten: "keybearer recover" with the recovery code.

Examples:
  keybearer pin set
  keybearer pin change --pin-file old.txt --new-pin-file new.txt`;

const shutOut =
  'Older copies of the vault file still open as before. "keybearer slot rekey" shuts them out of what comes.';

async function set(cli: Cli, { pinFile, ...options }: PinOptions): Promise<void> {
  const { setPin } = await import('../../vault/use-cases/pin.ts');
  // The option names the new PIN here: a vault without a PIN opens without it.
  await withVault(cli, options, bothSides, async (vault) => {
    const pin = await newPin(cli, pinFile === undefined ? options : { ...options, pinFile });
    await setPin(vault, pin).finally(() => pin.fill(0));
  });
  cli.terminal.say(`The PIN is asked for from now on. ${shutOut}`);
}

async function change(cli: Cli, options: PinOptions): Promise<void> {
  const { changePin } = await import('../../vault/use-cases/pin.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const { pinFile: _current, newPinFile, ...others } = options;
    const pin = await newPin(cli, newPinFile === undefined ? others : { ...others, pinFile: newPinFile });
    await changePin(vault, pin).finally(() => pin.fill(0));
  });
  cli.terminal.say(`The PIN is changed. ${shutOut}`);
}

async function remove(cli: Cli, options: PinOptions): Promise<void> {
  const { removePin } = await import('../../vault/use-cases/pin.ts');
  await withVault(cli, options, bothSides, removePin);
  cli.terminal.say('The PIN is removed: your keychain alone opens the vault now.');
}
