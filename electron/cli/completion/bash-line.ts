/** A line as bash hands it to a completion: as it was typed, quotes and all. It is read here, so that nothing is evaluated. */

export type Quote = '' | '"' | "'";

export interface BashWord {
  /** Without quotes and backslashes. */
  readonly text: string;
  /** As typed. */
  readonly raw: string;
  /** The quote that is still open at its end. */
  readonly quote: Quote;
  /** Whether bash would put something else in its place: `$HOME`, `$(...)`. */
  readonly isExpanded: boolean;
}

/** @returns the words before the last, which is empty behind a space. */
export function readBashLine(line: string): { words: string[]; current: BashWord } {
  const words: string[] = [];
  let current = readWord(line, skipSpace(line, 0));
  for (let at = skipSpace(line, 0) + current.raw.length; at < line.length; at += current.raw.length) {
    words.push(current.text);
    at = skipSpace(line, at);
    current = readWord(line, at);
  }
  return { words, current };
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (/\s/.test(line.charAt(at))) at++;
  return at;
}

function readWord(line: string, from: number): BashWord {
  let text = '';
  let quote: Quote = '';
  let isExpanded = false;
  let at = from;
  for (; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === '' && /\s/.test(character)) break;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '\\' && escapes(quote, next)) {
      text += next;
      at++;
    } else {
      isExpanded ||= quote !== "'" && (character === '$' || character === '`');
      text += character;
    }
  }
  return { text, raw: line.slice(from, at), quote, isExpanded };
}

function escapes(quote: Quote, next: string): boolean {
  if (quote === "'") return false;
  return quote === '' || /["$`\\]/.test(next);
}

/**
 * The words that begin as typed, quoted so that bash takes them as they are.
 *
 * @param replaced The end of what was typed that readline replaces: behind a `:` or `=` it is not the whole word.
 */
export function bashCandidates(values: readonly string[], current: BashWord, replaced: string): string[] {
  const kept = current.raw.slice(0, current.raw.length - replaced.length);
  const keptText = readWord(kept, 0).text;
  return values
    .filter((value) => value.startsWith(current.text))
    .map((value) => quoted(value.slice(keptText.length), current.quote));
}

/** Behind an open quote readline adds the closing one, unless the word ends with it: then it has to be closed already. */
function quoted(text: string, quote: Quote): string {
  if (quote === "'") return text.replaceAll("'", "'\\''").replace(/''$/, "'");
  // "!" is the one that a backslash does not disarm between double quotes.
  const escaped = (part: string) => part.replace(/["$`\\]/g, '\\$&').replaceAll('!', '"\\!"');
  if (quote === '"' && text.endsWith('"')) return `${escaped(text.slice(0, -1))}"\\"`;
  if (quote === '"') return `${escaped(text)}${text.endsWith('!') ? '"' : ''}`;
  return text.replace(/[^\w./:@%+,=\u0080-\u{10ffff}-]/gu, '\\$&');
}
