/** `keybearer list [QUERY]`: the keys, what needs attention first. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { type ExpiryStatus, expiryStatus, expiryStatuses } from '../../../shared/expiry.ts';
import { normaliseKeyName } from '../../../shared/key-name.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { sayFindings } from '../findings.ts';
import { keyColumns } from '../key-columns.ts';
import { jsonText, keyJson } from '../key-json.ts';
import { repeated } from '../repeated.ts';
import { indexSide, withVault } from '../session.ts';
import { table } from '../table.ts';

interface ListOptions extends GlobalOptions {
  readonly status?: ExpiryStatus[];
  readonly tag?: string[];
  readonly json?: boolean;
}

export function listCommand(cli: Cli): Command {
  return new Command('list')
    .description('list the keys, what needs attention first')
    .argument('[query]', 'part of a name, issuer, account, environment or tag')
    .addOption(
      new Option('--status <list>', 'only these, with commas between').choices(expiryStatuses).argParser(parseStatuses),
    )
    .option('--tag <tag>', 'only with this tag (repeat for more: with all of them)', repeated)
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  keybearer list\n  keybearer list --status expired,due --json')
    .action((query: string | undefined, _options, command: Command) => list(cli, query, command.optsWithGlobals()));
}

async function list(cli: Cli, query: string | undefined, options: ListOptions): Promise<void> {
  const { listKeys } = await import('../../vault/use-cases/find-key.ts');
  const { apiKeys, findings } = await withVault(cli, options, indexSide, listKeys);
  const now = Date.now();
  const found = attentionFirst(
    apiKeys.filter((apiKey) => matches(apiKey, query, options, now)),
    now,
  );
  if (options.json) await cli.terminal.out(jsonText(found.map((apiKey) => keyJson(apiKey, now))));
  else if (found.length > 0)
    await cli.terminal.out(table(keyColumns(now), found, cli.terminal.columns, cli.terminal.hasColour));
  else cli.terminal.say(apiKeys.length === 0 ? 'No keys yet. Add one: keybearer add NAME' : 'No key matches.');
  sayFindings(cli, findings);
}

function matches(apiKey: ApiKey, query: string | undefined, { status, tag }: ListOptions, now: number): boolean {
  if (status !== undefined && !status.includes(expiryStatus(apiKey.expiresAt, now))) return false;
  if (tag !== undefined && !tag.every((wanted) => apiKey.tags.includes(wanted))) return false;
  if (query === undefined) return true;
  const texts = [apiKey.name, apiKey.issuer, apiKey.account, apiKey.environment, ...apiKey.tags];
  return texts.some((text) => text !== null && normaliseKeyName(text).includes(normaliseKeyName(query)));
}

/** Expired and due ones by their date, then the rest in the order they came: by name. */
function attentionFirst(apiKeys: ApiKey[], now: number): ApiKey[] {
  const needsAttention = (apiKey: ApiKey) => ['expired', 'due'].includes(expiryStatus(apiKey.expiresAt, now));
  const urgent = apiKeys.filter(needsAttention).sort((one, other) => (one.expiresAt ?? 0) - (other.expiresAt ?? 0));
  return [...urgent, ...apiKeys.filter((apiKey) => !needsAttention(apiKey))];
}

function parseStatuses(text: string): ExpiryStatus[] {
  return text.split(',').map((word) => {
    const status = expiryStatuses.find((known) => known === word.trim());
    if (status === undefined) throw new InvalidArgumentError(`Known: ${expiryStatuses.join(', ')}.`);
    return status;
  });
}
