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
}

export function showCommand(cli: Cli): Command {
  return new Command('show')
    .description('show what is known of a key, without its secret')
    .argument('<name>')
    .option('--notes', 'its notes alone (they are sealed with the secret)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  keybearer show github-ci\n  keybearer show github-ci --json | jq -r .expiresAt',
    )
    .action((name: string, _options, command: Command) => show(cli, name, command.optsWithGlobals()));
}

async function show(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  if (options.notes) return showNotes(cli, name, options);
  const { findKey } = await import('../../vault/use-cases/find-key.ts');
  const apiKey = await withVault(cli, options, indexSide, (vault) => findKey(vault, name));
  await cli.terminal.out(options.json ? jsonText(keyJson(apiKey, Date.now())) : lines(apiKey, Date.now()));
}

async function showNotes(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  const { readNotes } = await import('../../vault/use-cases/notes.ts');
  await withVault(cli, options, bothSides, async (vault) => {
    const notes = await readNotes(vault, name);
    await cli.terminal.out(options.json ? jsonText({ notes: notes.toString() }) : notes);
    if (!options.json && notes.length > 0) await cli.terminal.out('\n');
    notes.fill(0);
  });
}

function lines(apiKey: ApiKey, now: number): string {
  const { origins, headers, askBeforeUse } = apiKey.policy;
  const rows: [string, string | null][] = [
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
  ];
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
