/** What may stand at a position: commands, options, fixed choices, and what the vault knows. */
import { Argument, type Command, type Option } from 'commander';
import { optionsOf, type Position, subcommandsOf } from './position.ts';
import { type VaultValue, vaultValues } from './vault-values.ts';

export interface Candidate {
  /** The whole word. */
  readonly value: string;
  readonly words: string;
}

/** `files` and `folders` the shell itself lists, behind a beginning that stays. */
export type Answer =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'files' | 'folders'; readonly before: string };

export type ReadVault = (value: VaultValue) => Promise<Candidate[]>;

const nothing: Answer = { kind: 'words', candidates: [] };

export async function answerAt(position: Position | undefined, current: string, read: ReadVault): Promise<Answer> {
  if (position === undefined) return nothing;
  if (position.kind === 'command') return words(subcommandsOf(position.command).map(ofCommand));
  if (position.kind === 'option') return words([...optionsOf(position.command).map(ofOption), help]);
  const answer = await values(position.of, position.before, current, read);
  if (answer.kind !== 'words' || position.dashes) return answer;
  return words(answer.candidates.filter(({ value }) => !value.startsWith('-')));
}

/** By the choices that the program checks, else by its placeholder: `<file>`, `<dir>`, `<name>`, ... */
async function values(of: Option | Argument, before: string, current: string, read: ReadVault): Promise<Answer> {
  const placeholder = placeholderOf(of);
  if (of.argChoices !== undefined) {
    const chosen = placeholder === 'list' ? listSoFar(current.slice(before.length)) : '';
    const left = of.argChoices.filter((choice) => !chosen.split(',').includes(choice));
    return words(left.map((choice) => ({ value: `${before}${chosen}${choice}`, words: '' })));
  }
  // Most places that use a key are files.
  if (placeholder === 'file' || placeholder === 'place') return { kind: 'files', before };
  if (placeholder === 'dir') return { kind: 'folders', before };
  if (placeholder === 'name=file') return partFile(before, current);
  const kind = vaultValues[placeholder];
  if (kind === undefined) return nothing;
  return words((await read(kind)).map((candidate) => ({ ...candidate, value: before + candidate.value })));
}

/** What was chosen of a list with commas: `expired,` of `expired,du`. */
function listSoFar(list: string): string {
  return list.slice(0, list.lastIndexOf(',') + 1);
}

function partFile(before: string, current: string): Answer {
  const equals = current.indexOf('=', before.length);
  return equals === -1 ? nothing : { kind: 'files', before: current.slice(0, equals + 1) };
}

/** `name` of an argument `<name>` or `<name...>`, and of an option `--restore <name>`. */
function placeholderOf(of: Option | Argument): string {
  if (of instanceof Argument) return of.name();
  const [, placeholder = ''] = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(of.flags) ?? [];
  return placeholder;
}

const words = (candidates: readonly Candidate[]): Answer => ({ kind: 'words', candidates });
const help: Candidate = { value: '--help', words: 'print help' };

function ofCommand(command: Command): Candidate {
  return { value: command.name(), words: command.description() };
}

function ofOption({ long, short, description }: Option): Candidate {
  return { value: long ?? short ?? '', words: description };
}
