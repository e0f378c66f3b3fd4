/** Where in a command line the cursor is: found by walking the very program that would run it. */
import type { Argument, Command, Option } from 'commander';

/** What may come next. `before` is the beginning of the word that stays as it is: `--format=`. */
export type Position =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'option'; readonly command: Command }
  | {
      readonly kind: 'value';
      readonly of: Option | Argument;
      readonly before: string;
      /** Whether a value may begin with a dash, and still be none of our options. */
      readonly dashes: boolean;
    };

interface Walk {
  command: Command;
  operands: number;
  /** The option whose value the next word is. */
  pending: Option | undefined;
  /** Behind "--" a dash begins no option. */
  onlyOperands: boolean;
  home: string | undefined;
}

/**
 * @param words What stands between `keybearer` and the word that is being typed, without quotes.
 * @param current The word that is being typed, as far as the cursor.
 * @returns also the vault's folder, where `--home` names one.
 */
export function findPosition(root: Command, words: readonly string[], current: string) {
  const walk: Walk = { command: root, operands: 0, pending: undefined, onlyOperands: false, home: undefined };
  for (const word of words) step(walk, word);
  return { position: positionAt(walk, current), home: walk.home };
}

function step(walk: Walk, word: string): void {
  const option = walk.pending;
  walk.pending = undefined;
  if (option !== undefined) takeValue(walk, option, word);
  else if (walk.onlyOperands || !word.startsWith('-') || word === '-') takeOperand(walk, word);
  else if (word === '--') walk.onlyOperands = true;
  else takeOption(walk, word);
}

function takeOption(walk: Walk, word: string): void {
  const [flag = '', value] = splitOnce(word, '=');
  const named = optionsOf(walk.command).find(({ short, long }) => flag === long || flag === short);
  if (named === undefined || !takesValue(named)) return;
  if (value === undefined) walk.pending = named;
  else takeValue(walk, named, value);
}

function takeValue(walk: Walk, option: Option, value: string): void {
  if (option.long === '--home') walk.home = value;
}

function takeOperand(walk: Walk, word: string): void {
  const sub = subcommandsOf(walk.command).find((each) => each.name() === word || each.aliases().includes(word));
  if (sub !== undefined && walk.operands === 0) walk.command = sub;
  else walk.operands++;
}

function positionAt({ command, operands, pending, onlyOperands }: Walk, current: string): Position | undefined {
  if (pending !== undefined) return { kind: 'value', of: pending, before: '', dashes: true };
  if (current.startsWith('-') && !onlyOperands) return inOption(command, current);
  if (operands === 0 && subcommandsOf(command).length > 0) return { kind: 'command', command };
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[operands] ?? (last?.variadic ? last : undefined);
  if (argument !== undefined) return { kind: 'value', of: argument, before: '', dashes: onlyOperands };
  return onlyOperands ? undefined : { kind: 'option', command };
}

function inOption(command: Command, current: string): Position | undefined {
  const [flag = '', value] = splitOnce(current, '=');
  if (value === undefined) return { kind: 'option', command };
  const option = optionsOf(command).find(({ long }) => long === flag);
  return option && takesValue(option) ? { kind: 'value', of: option, before: `${flag}=`, dashes: true } : undefined;
}

/** Its own and those of the commands above it. */
export function optionsOf(command: Command): Option[] {
  const above = command.parent === null ? [] : optionsOf(command.parent);
  return [...command.options, ...above.filter(({ long }) => long !== '--version')].filter(({ hidden }) => !hidden);
}

export function subcommandsOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function splitOnce(text: string, sign: string): [string, string?] {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + sign.length)];
}
