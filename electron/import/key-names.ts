/** Names for keys, made of what their source calls them. */
import { basename, dirname, resolve } from 'node:path';
import { isKeybearerError } from '../../shared/errors.ts';
import { normaliseKeyName, parseKeyName } from '../../shared/key-name.ts';
import { limits } from '../../shared/limits.ts';

/** Room for the suffixes below. */
const maxChars = limits.nameMaxChars - 48;

/** `GITHUB_TOKEN` as it is typed without shift: `github-token`. */
export function variableAsName(variable: string): string {
  return variable
    .slice(0, limits.nameMaxChars)
    .toLowerCase()
    .replaceAll(/[_.\s]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** @returns a valid name as near to the text as can be, or 'imported' where nothing of it can be kept. */
export function asKeyName(text: string): string {
  for (const attempt of [text, text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ').replace(/\s+/g, ' ')]) {
    try {
      return parseKeyName(attempt.isWellFormed() ? cut(attempt.trim()) : attempt);
    } catch (caught) {
      if (!isKeybearerError(caught, 'name-invalid')) throw caught;
    }
  }
  return 'imported';
}

/** By character, so that none is cut in two. */
function cut(text: string): string {
  return text.length <= maxChars
    ? text
    : Array.from(text)
        .slice(0, maxChars / 2)
        .join('');
}

/** What tells a file from its like: its environment (`.env.production`) and its folder. Stdin and `~/.aws` have none. */
export function fileWords(path: string): { environment: string | undefined; folder: string | undefined } {
  const [, environment] = /^\.?env\.(.+)$/.exec(basename(path)) ?? [];
  const folder = path === '-' ? '' : basename(dirname(resolve(path)));
  const isTelling = environment !== undefined && !/^(?:local|example|sample|template|bak|old)$/.test(environment);
  return {
    environment: isTelling ? asKeyName(environment) : undefined,
    folder: folder === '' || folder.startsWith('.') ? undefined : asKeyName(folder),
  };
}

/** Gives out names, each once. */
export class FreeNames {
  readonly #taken: Set<string>;
  /** By plain name: a number that is not given out yet, so that thousands of one name are not counted through again. */
  readonly #counts = new Map<string, number>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken.map(normaliseKeyName));
  }

  /** @returns the first that is free, else the first of all with a number: `token`, `token-shop`, `token-2`. */
  take(names: readonly [string, ...string[]]): string {
    const name = names.find((one) => this.#isFree(one)) ?? this.#numbered(names[0]);
    this.#taken.add(normaliseKeyName(name));
    return name;
  }

  #numbered(plain: string): string {
    const key = normaliseKeyName(plain);
    let count = this.#counts.get(key) ?? 2;
    while (!this.#isFree(`${plain}-${count}`)) count++;
    this.#counts.set(key, count + 1);
    return `${plain}-${count}`;
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(normaliseKeyName(name));
  }
}
