/** What `keybearer --help` prints: everything there is, on one screen of 24 lines and 80 columns. */
import type { Command } from 'commander';
import { commandGroups } from './command-groups.ts';

const margin = 13;
const nameWidth = 11;
const cellWidth = 34;
const commandsPerLine = 2;

/** As commander's `formatHelp`. */
export function overview(root: Command): string {
  const groups = Object.entries(commandGroups).flatMap(([title, commands]) =>
    block(title, inColumns(Object.entries(commands).map(([name, { words }]) => `${name.padEnd(nameWidth)}${words}`))),
  );
  const options = root.options
    .filter(({ hidden }) => !hidden)
    .map(({ flags, description }) => `${flags.padEnd(29)}${description}`);
  const lines = [root.description(), '', ...groups, '', ...block('Options', options), ...block('More', [more])];
  return lines.map((line) => `${line}\n`).join('');
}

const more = 'keybearer COMMAND --help, with examples; docs/command-line.md';

function inColumns(cells: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < cells.length; at += commandsPerLine) {
    const line = cells.slice(at, at + commandsPerLine).map((cell) => cell.padEnd(cellWidth));
    lines.push(line.join('').trimEnd());
  }
  return lines;
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.map((line, at) => `${(at === 0 ? title : '').padEnd(margin)}${line}`);
}
