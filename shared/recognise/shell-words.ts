/** Splits a shell command into words, as far as pasted ones need it: quotes, backslashes, lines that go on. */

export interface Word {
  /** Without quotes and backslashes. */
  readonly text: string;
  /** Where each of its characters stands in the command. */
  readonly places: readonly number[];
}

/** Expands nothing: `$TOKEN` stays as it is. An open quote ends with the text. */
export function shellWords(command: string): Word[] {
  const words: Word[] = [];
  let characters: string[] = [];
  let places: number[] = [];
  let inWord = false;
  let quote = '';
  const take = (at: number) => {
    characters.push(command[at]!);
    places.push(at);
    inWord = true;
  };
  const endWord = () => {
    if (inWord) words.push({ text: characters.join(''), places });
    characters = [];
    places = [];
    inWord = false;
  };
  for (let at = 0; at < command.length; at++) {
    const character = command[at]!;
    if (character === '\\' && quote !== "'") {
      const lineEnd = /^\\\r?\n/.exec(command.slice(at, at + 3));
      if (lineEnd !== null) at += lineEnd[0].length - 1;
      else if (++at < command.length) take(at);
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else take(at);
    } else if (character === '"' || character === "'") {
      quote = character;
      inWord = true;
    } else if (character <= ' ') endWord();
    else take(at);
  }
  endWord();
  return words;
}

/** Where characters `from` to `to` of a word stand; undefined where quotes or backslashes are between them. */
export function placeOf(word: Word, from: number, to: number): { start: number; end: number } | undefined {
  const [start, last] = [word.places[from], word.places[to - 1]];
  return start !== undefined && last !== undefined && last - start === to - 1 - from
    ? { start, end: last + 1 }
    : undefined;
}
