/** `keybearer reveal NAME`: the secret itself, for one who asked to see it. */
import { Command } from 'commander';
import type { Secret } from '../../vault/secret.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { deliveryTo } from '../delivery.ts';
import { jsonText } from '../key-json.ts';
import { bothSides, withVault } from '../session.ts';

interface RevealOptions extends GlobalOptions {
  readonly part?: string;
  readonly json?: boolean;
}

export function revealCommand(cli: Cli): Command {
  return new Command('reveal')
    .description('print the secret itself')
    .argument('<name>')
    .option('--part <part>', 'only this part of a secret of several')
    .option('--json', 'as JSON: an object with a member for each part')
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => reveal(cli, name, command.optsWithGlobals()));
}

const examples = `
One line end follows the secret. Where nobody needs to see it, prefer
"keybearer header NAME | curl -H @- URL".

Examples:
  keybearer reveal deploy-key > id.pem
  keybearer reveal datadog --part api_key | docker login --password-stdin ...`;

async function reveal(cli: Cli, name: string, options: RevealOptions): Promise<void> {
  const { revealSecret } = await import('../../vault/use-cases/deliver.ts');
  const { wipeSecret } = await import('../../vault/secret.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const { secret } = await revealSecret(vault, name, { ...deliveryTo(cli), part: options.part });
    const text = form(secret, options.json === true);
    wipeSecret(secret);
    await cli.terminal.out(text);
    text.fill(0);
  });
}

function form(secret: Secret, json: boolean): Buffer {
  const only = secret.length === 1 ? secret[0] : undefined;
  if (json) return Buffer.from(jsonText(Object.fromEntries(secret.map(({ name, bytes }) => [name, bytes.toString()]))));
  if (only !== undefined) return Buffer.concat([only.bytes, Buffer.from('\n')]);
  return Buffer.concat(secret.flatMap(({ name, bytes }) => [Buffer.from(`${name}: `), bytes, Buffer.from('\n')]));
}
