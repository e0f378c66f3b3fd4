/** `keybearer recognise`: whose secret a text is or holds, without storing it. Opens no vault. */
import { Command } from 'commander';
import { limits } from '../../../shared/limits.ts';
import type { Match } from '../../../shared/recognise/match.ts';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { iso, jsonText } from '../key-json.ts';
import { stripLineEnd } from '../line-end.ts';

export function recogniseCommand(cli: Cli): Command {
  return new Command('recognise')
    .alias('recognize')
    .description('tell whose secret a text is, without storing it')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action((options: { json?: boolean }) => recogniseGiven(cli, options));
}

const examples = `
It reads a secret, a header line, a curl command, an .env file, JSON or a JWT
from stdin, or asks for it. Nothing is stored or sent, and no more of the secret
is shown than the beginning that all secrets of its kind share.
Exit code 3: nothing was recognised.

Examples:
  keybearer recognise < token.txt
  grep TOKEN .env | keybearer recognise --json`;

async function recogniseGiven(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  const [{ recognise }, { findIssuer }] = await Promise.all([
    import('../../../shared/recognise/recognise.ts'),
    import('../../../shared/catalogue/catalogue.ts'),
  ]);
  const bytes = await readText(cli);
  const matches = recognise(bytes.toString());
  bytes.fill(0);
  if (matches.length === 0) cli.setExitCode(exitCodes.notFound);
  const nameOf = (match: Match) => findIssuer(match.issuerId)?.name ?? match.issuerId;
  if (json) return cli.terminal.out(jsonText(matches.map((match) => matchJson(match, nameOf(match)))));
  if (matches.length === 0) cli.terminal.say('Nothing was recognised.');
  for (const match of matches) await cli.terminal.out(matchLines(match, nameOf(match)));
}

async function readText({ terminal }: Cli): Promise<Buffer> {
  // No text has more characters than bytes.
  if (terminal.stdinIsFree) return stripLineEnd(await terminal.readStdin('text', limits.pastedMaxChars));
  return terminal.askHidden('Secret (not shown): ');
}

/** The field names are documented in docs/command-line.md and do not change. */
function matchJson({ issuerId, form, confidence, reason, parts, envName, expiresAt }: Match, issuerName: string) {
  return { issuer: issuerId, issuerName, confidence, reason, form, parts, envName, expiresAt: iso(expiresAt) };
}

function matchLines(match: Match, issuerName: string): string {
  const { confidence, issuerId, reason, parts, envName, expiresAt, form } = match;
  const indent = ' '.repeat(11);
  const seen = parts.map(({ name, length, prefix }) => {
    const beginning = prefix === '' ? '' : `${prefix}..., `;
    return `${indent}${name}: ${beginning}${length} characters, in ${formWords[form]}${envName === null ? '' : ` (${envName})`}\n`;
  });
  const expiry = expiresAt === null ? '' : `${indent}expires ${iso(expiresAt)}\n`;
  return `${confidence.padEnd(11)}${issuerId} (${issuerName})\n${indent}${reason.text}\n${seen.join('')}${expiry}`;
}

const formWords: Record<Match['form'], string> = {
  secret: 'a bare secret',
  jwt: 'a JSON Web Token',
  'header-line': 'a header line',
  curl: 'a curl command',
  'env-line': 'an .env line',
  json: 'JSON',
};
