/** `keybearer expiring`: what has expired or will soon, by its date. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import { parseExpiry } from '../../../shared/expiry.ts';
import { localTime } from '../../../shared/local-time.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { sayFindings } from '../findings.ts';
import { keyColumns } from '../key-columns.ts';
import { jsonText, keyJson } from '../key-json.ts';
import { indexSide, withVault } from '../session.ts';
import { table } from '../table.ts';

interface ExpiringOptions extends GlobalOptions {
  readonly within: string;
  readonly json?: boolean;
}

export function expiringCommand(cli: Cli): Command {
  return new Command('expiring')
    .description('list what has expired or will soon, the next first')
    .option('--within <days>', 'how far to look ahead: 30d, or a day: 2027-03-01', '30d')
    .option('--json', 'as JSON, with the fields of "list"')
    .addHelpText(
      'after',
      "\nExamples:\n  keybearer expiring\n  keybearer expiring --within 7d --json | jq -r '.[].name'",
    )
    .action((_options, command: Command) => expiring(cli, command.optsWithGlobals()));
}

async function expiring(cli: Cli, options: ExpiringOptions): Promise<void> {
  const now = Date.now();
  const until = parseExpiry(options.within, now);
  if (until === null) throw new KeybearerError('expiry-invalid', { text: options.within });
  const { listKeys } = await import('../../vault/use-cases/find-key.ts');
  const { apiKeys, findings } = await withVault(cli, options, indexSide, listKeys);
  const found = apiKeys.filter((apiKey) => expiryOf(apiKey) <= until).sort((a, b) => expiryOf(a) - expiryOf(b));
  const { terminal } = cli;
  if (options.json) await terminal.out(jsonText(found.map((apiKey) => keyJson(apiKey, now))));
  else if (found.length > 0) await terminal.out(table(keyColumns(now), found, terminal.columns, terminal.hasColour));
  else terminal.say(`Nothing expires until ${localTime(until)}.`);
  sayFindings(cli, findings);
}

function expiryOf({ expiresAt }: ApiKey): number {
  return expiresAt ?? Number.POSITIVE_INFINITY;
}
