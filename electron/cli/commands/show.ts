/** `keybearer show NAME`: what is known of a key, without its secret. */
import { Command } from 'commander';
import { expiryInWords } from '../../../shared/expiry.ts';
import { localTime } from '../../../shared/local-time.ts';
import { snoozedUntil } from '../../../shared/reminder.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { jsonText, keyJson } from '../key-json.ts';
import { bothSides, indexSide, withVault } from '../session.ts';

interface ShowOptions extends GlobalOptions {
  readonly json?: boolean;
  readonly notes?: boolean;
  readonly details?: boolean;
}

export function showCommand(cli: Cli): Command {
  return new Command('show')
    .description('show what is known of a key, without its secret')
    .argument('<name>')
    .option('--details', 'with how it is renewed, where it is used, and its notes (sealed with the secret)')
    .option('--notes', 'its notes alone (they are sealed with the secret)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  keybearer show github-ci\n  keybearer show github-ci --details\n  keybearer show github-ci --json | jq -r .expiresAt',
    )
    .action((name: string, _options, command: Command) => show(cli, name, command.optsWithGlobals()));
}

async function show(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  if (options.notes) return showNotes(cli, name, options);
  if (options.details) return showDetails(cli, name, options);
  const { findKey } = await import('../../vault/use-cases/find-key.ts');
  const apiKey = await withVault(cli, options, indexSide, (vault) => findKey(vault, name));
  await cli.terminal.out(options.json ? jsonText(keyJson(apiKey, Date.now())) : keyLines(apiKey, Date.now()));
}

async function showNotes(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  const { readDetails, wipeDetails } = await import('../../vault/use-cases/key-details.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const details = await readDetails(vault, name);
    const { notes } = details;
    await cli.terminal.out(options.json ? jsonText({ notes: notes.toString() }) : notes);
    if (!options.json && notes.length > 0) await cli.terminal.out('\n');
    wipeDetails(details);
  });
}

async function showDetails(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  const { findKey } = await import('../../vault/use-cases/find-key.ts');
  const { placesIn, readDetails, wipeDetails } = await import('../../vault/use-cases/key-details.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const [apiKey, details, now] = [await findKey(vault, name), await readDetails(vault, name), Date.now()];
    const texts = {
      renewal: details.renewal.toString(),
      places: placesIn(details.places),
      notes: details.notes.toString(),
    };
    await cli.terminal.out(
      options.json
        ? jsonText({ ...keyJson(apiKey, now), details: texts })
        : `${keyLines(apiKey, now)}${detailLines(texts)}`,
    );
    wipeDetails(details);
  });
}

function detailLines({ renewal, places, notes }: { renewal: string; places: readonly string[]; notes: string }) {
  return lines([
    ['renewal', renewal],
    ['used in', places.join('\n')],
    ['notes', notes],
  ]);
}

function keyLines(apiKey: ApiKey, now: number): string {
  const { origins, headers, askBeforeUse } = apiKey.policy;
  return lines([
    ['name', apiKey.name],
    ['issuer', apiKey.issuer],
    ['account', apiKey.account],
    ['environment', apiKey.environment],
    ['tags', apiKey.tags.join(', ')],
    ['expires', expires(apiKey, now)],
    ['header', headers.length === 0 ? 'none' : headers.join('\n')],
    ['origins', origins.length === 0 ? 'none' : origins.join('\n')],
    ['parts', apiKey.parts.length > 1 ? apiKey.parts.join(', ') : null],
    ['variable', apiKey.envName],
    ['asks', askBeforeUse ? 'before each use' : null],
    ['reminders', apiKey.leadDays === null ? null : `${apiKey.leadDays.join(', ')} days before`],
    ['snoozed', snoozed(apiKey, now)],
    ['page', apiKey.managementUrl],
    ['created', localTime(apiKey.createdAt)],
    ['replaced', apiKey.rotatedAt === null ? null : localTime(apiKey.rotatedAt)],
    ['undo', apiKey.previous === null ? null : 'one step back is kept'],
  ]);
}

/** What there is, each behind its label. */
function lines(rows: readonly [string, string | null][]): string {
  return rows
    .filter((row): row is [string, string] => row[1] !== null && row[1] !== '')
    .map(([label, text]) => `${label.padEnd(12)}${text.replaceAll('\n', `\n${' '.repeat(12)}`)}\n`)
    .join('');
}

function expires({ expiresAt, expirySource }: ApiKey, now: number): string {
  if (expiresAt === null) return 'no expiry';
  const source = { typed: '', token: ' (as the token says)', issuer: ' (as the issuer says)' }[expirySource ?? 'typed'];
  return `${expiryInWords(expiresAt, now)}, ${localTime(expiresAt)}${source}`;
}

function snoozed(apiKey: ApiKey, now: number): string | null {
  const until = snoozedUntil(apiKey, now);
  return until === null ? null : `until ${localTime(until)}`;
}
