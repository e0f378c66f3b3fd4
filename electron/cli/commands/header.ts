/** `keybearer header NAME`: the header lines of a key, for a tool that reads them from stdin, or its request in another form. */
import { Command, Option } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import { type FormatName, formatNames } from '../../delivery/format-names.ts';
import { subjectOf } from '../../delivery/subject.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { deliveryTo, warnIfExpired } from '../delivery.ts';
import { bothSides, indexSide, withVault } from '../session.ts';

interface HeaderOptions extends GlobalOptions {
  readonly format: FormatName;
  readonly withSecret?: boolean;
}

export function headerCommand(cli: Cli): Command {
  return new Command('header')
    .description('print the header lines of a key, for a pipe, or its request in another form')
    .argument('<name>')
    .addOption(new Option('--format <format>', 'the form').choices(formatNames).default('line'))
    .option('--with-secret', 'write the secret into the form; else it asks keybearer when it runs')
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => header(cli, name, command.optsWithGlobals()));
}

const examples = `
"line" always has the secret: it is made for pipes. Every other format has it
with --with-secret alone.
Each use is written into the audit log before the secret leaves.

Examples:
  keybearer header github-ci | curl -H @- https://api.github.com/user
  keybearer header datadog   | curl -H @- https://api.datadoghq.com/
  keybearer header github-ci --format curl    that command, for its origin
  keybearer header github-ci --format python >> check.py`;

async function header(cli: Cli, name: string, options: HeaderOptions): Promise<void> {
  const { formats } = await import('../../delivery/formats.ts');
  const format = formats[options.format];
  if (options.format !== 'line' && !options.withSecret) {
    const { findKey } = await import('../../vault/use-cases/find-key.ts');
    const apiKey = await withVault(cli, options, indexSide, (vault) => findKey(vault, name));
    if (format.takes === 'headers' && apiKey.policy.headers.length === 0)
      throw new KeybearerError('no-header', { name: apiKey.name });
    return cli.terminal.out(format.withoutSecret(subjectOf(apiKey)));
  }
  const { printHeadersAs, revealSecretAs } = await import('../../vault/use-cases/deliver.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const to = deliveryTo(cli);
    const { apiKey, secret: text } =
      format.takes === 'headers'
        ? await printHeadersAs(vault, name, to, (key, lines) => format.withSecret(subjectOf(key), lines))
        : await revealSecretAs(vault, name, to, (key, secret) => format.withSecret(subjectOf(key), secret));
    await cli.terminal.out(text).finally(() => text.fill(0));
    warnIfExpired(cli, apiKey);
  });
}
