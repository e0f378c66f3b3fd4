/** docs/command-line.md beside what the program's own help lists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandEntries } from '../../electron/cli/command-groups.ts';
import { makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';

const home = makeCliHome();
afterAll(() => home.remove());

const document = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');
const section = document.split('\n## Commands\n')[1]!.split('\n## ')[0]!;
const rows = new Map(
  [...section.matchAll(/^\| `([a-z]+(?: [a-z]+)?)(?: [^`a-z][^`]*)?` \|(.*)\|$/gm)].map(([, command, cell]) => [
    command!,
    options(cell!),
  ]),
);

function options(text: string): string[] {
  return [...text.matchAll(/`(--[\w-]+)`/g)].map(([, option]) => option!).sort();
}

const helpOf = (command: string) => runShell(`keybearer ${command} --help`, home.cwd, home.env).stdout;

const longOptions = (help: string) =>
  [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)]
    .map(([, option]) => option!)
    .filter((option) => option !== '--help');

/** `slot add`, ... in place of `slot`. */
function commandsOf(name: string): string[] {
  const [, list = ''] = helpOf(name).split('\nCommands:\n');
  const below = [...list.split('\n\n')[0]!.matchAll(/^ {2}(\S+)/gm)].map(([, sub]) => `${name} ${sub}`);
  return below.length > 0 ? below : [name];
}

describe('docs/command-line.md', () => {
  it('lists the commands that there are', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(commandEntries).flatMap(commandsOf).sort());
  });

  it.each([...rows])('lists the options of %s', (command, listed) => {
    expect(listed).toEqual(longOptions(helpOf(command)).sort());
  });

  it('tells of every global option', () => {
    const globals = [...helpOf('').matchAll(/^(?:Options)? {6,}(--[\w-]+)/gm)].map(([, option]) => option!);
    expect(globals.length).toBeGreaterThan(4);
    expect(globals.filter((option) => !document.includes(`\`${option}`))).toEqual([]);
  });
});
