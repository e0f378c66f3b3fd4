/** `keybearer header NAME`: the header lines of a key, for a tool that reads them from stdin. */
import { Command } from 'commander';
import type { Cli, GlobalOptions } from '../cli.ts';
import { deliveryTo } from '../delivery.ts';
import { bothSides, withVault } from '../session.ts';

export function headerCommand(cli: Cli): Command {
  return new Command('header')
    .description('print the header lines of a key, for a pipe')
    .argument('<name>')
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => header(cli, name, command.optsWithGlobals()));
}

const examples = `
Each use is written into the audit log before the secret leaves.

Examples:
  keybearer header github-ci | curl -H @- https://api.github.com/user
  keybearer header datadog   | curl -H @- https://api.datadoghq.com/api/v1/validate`;

async function header(cli: Cli, name: string, options: GlobalOptions): Promise<void> {
  const { printHeaders } = await import('../../vault/use-cases/deliver.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const { apiKey, secret: lines } = await printHeaders(vault, name, deliveryTo(cli));
    const text = Buffer.concat(lines.flatMap((line) => [Buffer.from(`${line.name}: `), line.value, Buffer.from('\n')]));
    for (const line of lines) line.value.fill(0);
    await cli.terminal.out(text);
    text.fill(0);
    if (apiKey.expiresAt !== null && apiKey.expiresAt <= Date.now())
      cli.terminal.say(`keybearer: warning: "${apiKey.name}" has expired`);
  });
}
