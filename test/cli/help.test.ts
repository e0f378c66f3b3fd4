/** The help as somebody reads it in a terminal of 24 lines and 80 columns. */
import { afterAll, describe, expect, it } from 'vitest';
import { commandEntries } from '../../electron/cli/command-groups.ts';
import { makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';

const home = makeCliHome();
afterAll(() => home.remove());

const run = (command: string) => runShell(command, home.cwd, home.env);
const linesOf = (command: string) => run(command).stdout.trimEnd().split('\n');
const tooWide = (lines: readonly string[]) => lines.filter((line) => line.length > 80);

/** `slot`, `slot add`, ...: a command, and those that its own help lists. */
function withSubcommands(name: string): string[] {
  const [, list = ''] = run(`keybearer ${name} --help`).stdout.split('\nCommands:\n');
  const subcommands = [...list.split('\n\n')[0]!.matchAll(/^ {2}(\S+)/gm)];
  return [name, ...subcommands.map(([, subcommand]) => `${name} ${subcommand}`)];
}

describe('keybearer --help', () => {
  it('fits one screen, with a line left for the prompt', () => {
    const lines = linesOf('keybearer --help');
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(tooWide(lines)).toEqual([]);
  });

  it('begins with what it is, and leads with the first steps', () => {
    expect(linesOf('keybearer --help').slice(0, 3)).toEqual([
      expect.stringContaining('API keys'),
      '',
      expect.stringMatching(/^First steps +init /),
    ]);
  });

  it.each(Object.entries(commandEntries))('shows %s with its words, two in a line', (name, { words }) => {
    expect(words.length).toBeLessThanOrEqual(20);
    expect(run('keybearer --help').stdout).toMatch(new RegExp(` ${name} +${words.replace(/[?.]/g, '\\$&')}( {2,}|\n)`));
  });

  it('answers a bare "keybearer" too, as a mistake', () => {
    const { stderr, exitCode } = run('keybearer');
    expect(stderr).toBe(run('keybearer --help').stdout);
    expect(exitCode).toBe(2);
  });
});

describe('keybearer COMMAND --help', () => {
  it.each(Object.keys(commandEntries))('%s: has examples, and fits 80 columns', (name) => {
    expect(run(`keybearer ${name} --help`).stdout).toMatch(/^Examples?:\n {2}.*keybearer/m);
    for (const command of withSubcommands(name)) expect(tooWide(linesOf(`keybearer ${command} --help`))).toEqual([]);
  });
});
