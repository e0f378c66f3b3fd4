/** The options of `add` and `edit` that describe a key, and what they mean. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseExpiry } from '../../shared/expiry.ts';
import { limits } from '../../shared/limits.ts';
import type { KeyFields } from '../vault/use-cases/key-fields.ts';
import type { Cli } from './cli.ts';
import { readInput } from './files.ts';
import { repeated } from './repeated.ts';

export interface KeyOptions {
  readonly issuer?: string;
  readonly expires?: string;
  readonly origin?: string[];
  readonly header?: string[] | false;
  readonly envName?: string;
  readonly account?: string;
  readonly environment?: string;
  readonly tag?: string[];
  readonly remind?: string;
  readonly page?: string;
  readonly usedIn?: string[];
  readonly renewalFile?: string;
  readonly notesFile?: string;
  readonly askBeforeUse?: boolean;
  readonly fromFile?: string;
  readonly part?: { name: string; path: string }[];
}

export function addKeyOptions(command: Command): Command {
  return command
    .option('--issuer <issuer>', 'who gave the key out, as a short name: github, trend-vision-one')
    .option('--expires <date>', 'when it expires: 2027-03-01 (the end of that day), 90d, or none')
    .option('--origin <origin>', 'where the secret may go: https://api.example.com (repeat for more)', repeated)
    .addOption(
      new Option('--header <template>', "its header: 'X-Api-Key: {secret}' (repeat for more)").argParser(repeated),
    )
    .option('--no-header', 'it fills no header: a PEM or JSON file, a token for a tool')
    .option('--env-name <name>', 'the environment variable that tools read it from')
    .option('--account <text>', 'whose key it is at the issuer')
    .option('--environment <text>', 'production, staging, CI')
    .option('--tag <tag>', 'a tag to find it by (repeat for more)', repeated)
    .option('--remind <days>', 'days before expiry at which to remind: 30,7,1')
    .option('--page <url>', 'the page where it is managed (https)')
    .option(
      '--used-in <place>',
      'where it is used, sealed with the secret: ~/src/site/.env (repeat for more)',
      repeated,
    )
    .option('--renewal-file <file>', 'how it is renewed, sealed with the secret ("-" is stdin)')
    .option('--notes-file <file>', 'notes, sealed with the secret ("-" is stdin)')
    .option('--ask-before-use', 'ask before each use')
    .option('--no-ask-before-use', 'do not ask before each use (the default)')
    .option('--from-file <file>', 'read the secret from a file')
    .option('--part <name=file>', 'one part of a secret of several, from a file (repeat for more)', collectPart);
}

/** What the options say. An empty text takes a field away: `--account ''`. */
export async function readKeyFields(cli: Cli, options: KeyOptions): Promise<KeyFields> {
  const { issuer, account, environment, envName } = options;
  return {
    issuer,
    account,
    environment,
    envName,
    tags: withoutEmpty(options.tag),
    policy: policyOf(options),
    leadDays: options.remind === undefined ? undefined : leadDaysOf(options.remind),
    managementUrl: options.page,
    expiresAt: options.expires === undefined ? undefined : parseExpiry(options.expires, Date.now()),
    places: withoutEmpty(options.usedIn),
    renewal: await textOf(cli, options.renewalFile, 'renewal', limits.renewalMaxBytes),
    notes: await textOf(cli, options.notesFile, 'notes', limits.notesMaxBytes),
  };
}

async function textOf({ terminal }: Cli, file: string | undefined, purpose: string, maxBytes: number) {
  return file === undefined ? undefined : readInput(terminal, file, purpose, maxBytes);
}

function policyOf({ origin, header, askBeforeUse }: KeyOptions): KeyFields['policy'] {
  const policy = {
    ...(origin !== undefined && { origins: withoutEmpty(origin) ?? [] }),
    ...(header !== undefined && { headers: header === false ? [] : header }),
    ...(askBeforeUse !== undefined && { askBeforeUse }),
  };
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function withoutEmpty(texts: string[] | undefined): string[] | undefined {
  return texts?.filter((text) => text !== '');
}

// "default" and '' go back to the default lead times; what is no number becomes NaN, which the vault refuses.
function leadDaysOf(text: string): number[] | null {
  return text === '' || text === 'default'
    ? null
    : text.split(',').map((day) => (/^\s*\d+\s*$/.test(day) ? Number(day) : Number.NaN));
}

function collectPart(text: string, before: { name: string; path: string }[] | undefined) {
  const [name, ...path] = text.split('=');
  if (!name || path.length === 0) throw new InvalidArgumentError('Give it as NAME=FILE.');
  return [...(before ?? []), { name, path: path.join('=') }];
}
