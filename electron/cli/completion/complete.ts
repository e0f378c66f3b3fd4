/**
 * Answers a shell's Tab: `keybearer __complete SHELL ...`, which the scripts of `keybearer completion` call. It asks nothing,
 * says nothing and never fails: where there is nothing to offer, there is no output.
 */
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { settingsOf } from '../session.ts';
import { bashCandidates, readBashLine } from './bash-line.ts';
import { type Answer, answerAt } from './candidates.ts';
import { findPosition } from './position.ts';
import { shells } from './scripts.ts';
import { readVaultValue } from './vault-values.ts';

/** A keychain that does not answer is not waited for: the shell stands still as long as we do. */
const limitMs = 2000;

/**
 * @param args `bash LINE WORD`: the line as far as the cursor, and what of it readline would replace. Else the shell's name,
 *   then the words behind `keybearer`, without quotes; the last is the one that is being typed.
 */
export async function complete(cli: Cli, root: Command, [shell, ...args]: readonly string[]): Promise<void> {
  if (!shells.some((known) => known === shell)) return;
  const limit = setTimeout(() => process.exit(0), limitMs);
  try {
    await cli.terminal.out(shell === 'bash' ? await forBash(cli, root, args) : await forOthers(cli, root, args));
  } catch {
    // No vault, a locked keychain, a vault that needs typing: whatever it is, this is not the place to say it.
  } finally {
    clearTimeout(limit);
  }
}

async function forOthers(cli: Cli, root: Command, args: readonly string[]): Promise<string> {
  const answer = await answerFor(cli, root, args.slice(0, -1), args.at(-1) ?? '');
  if (answer.kind !== 'words') return lines([answer.before === '' ? [answer.kind] : [answer.kind, answer.before]]);
  return lines([['words'], ...answer.candidates.map(({ value, words }) => (words === '' ? [value] : [value, words]))]);
}

async function forBash(cli: Cli, root: Command, [line = '', replaced = '']: readonly string[]): Promise<string> {
  const { words, current } = readBashLine(line);
  // What the shell would evaluate is nothing that we could know, or should finish.
  if (current.isExpanded) return '';
  const answer = await answerFor(cli, root, words.slice(1), current.text);
  if (answer.kind !== 'words') return lines([[answer.kind]]);
  const values = answer.candidates.map(({ value }) => value);
  return lines([['words'], ...bashCandidates(values, current, replaced).map((value) => [value])]);
}

async function answerFor(cli: Cli, root: Command, words: readonly string[], current: string): Promise<Answer> {
  const { position, home } = findPosition(root, words, current);
  // The shell has not expanded its "~" yet.
  const folder = home?.replace(/^~(?=\/|$)/, () => cli.env.HOME ?? '~');
  const settings = await settingsOf(cli, folder === undefined ? {} : { home: folder });
  return answerAt(position, current, (value) => readVaultValue(settings, value));
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}
