/**
 * Reads .env files as dotenv does: `export`, the three quotes, values over several lines, comments. A test holds it against
 * dotenv itself.
 */
import type { Contents, LeftOut, Variable } from './item.ts';
import { textOf } from './text.ts';

const behindQuote = /[ \t]*(?:#|\n|$)/y;
const start = /[ \t\f\v]*(?:export[ \t]+)?([\w.-]{1,200})(?:[ \t]*=|:[ \t])[ \t]*/y;

export function readEnvFile(bytes: Buffer): Contents {
  const text = textOf(bytes);
  const items: Variable[] = [];
  const leftOut: LeftOut[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const found = readAssignment(text, at);
    const end = found?.end ?? endOfLine(text, at);
    if (found !== undefined) items.push({ nature: 'variable', title: found.name, value: found.value, line });
    else if (!isBlank(text.slice(at, end))) leftOut.push({ title: `line ${line}`, line, reason: 'not-an-assignment' });
    line += countLines(text, at, end) + 1;
    at = end + 1;
  }
  return { items: lastOfEach(items), leftOut };
}

interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Where the line end after it stands, or the text's end. */
  readonly end: number;
}

function readAssignment(text: string, at: number): Assignment | undefined {
  start.lastIndex = at;
  const match = start.exec(text);
  if (match === null) return undefined;
  const name = match[1]!;
  const quoted = readQuoted(text, start.lastIndex);
  if (quoted !== undefined) return { name, ...quoted };
  const end = endOfLine(text, at);
  const bare = text.slice(start.lastIndex, end);
  const comment = bare.indexOf('#');
  return { name, value: withoutQuotes((comment === -1 ? bare : bare.slice(0, comment)).trim()), end };
}

/** A quote that is closed, with nothing but a comment behind it. A quote after a backslash may close it too, if it is the last. */
function readQuoted(text: string, from: number): { value: string; end: number } | undefined {
  const quote = text[from];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  let value: string | undefined;
  let end = from;
  for (let close = text.indexOf(quote, from + 1); close !== -1; close = text.indexOf(quote, close + 1)) {
    behindQuote.lastIndex = close + 1;
    if (behindQuote.test(text)) {
      value = text.slice(from + 1, close);
      end = close;
    }
    if (text[close - 1] !== '\\') break;
  }
  if (value === undefined) return undefined;
  return { value: quote === '"' ? withEscapes(value) : value, end: endOfLine(text, end) };
}

function withoutQuotes(value: string): string {
  const quote = value[0];
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'" || quote === '`') && value.endsWith(quote);
  const inner = isQuoted ? value.slice(1, -1) : value;
  return quote === '"' ? withEscapes(inner) : inner;
}

function withEscapes(value: string): string {
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function isBlank(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** A name that is set again has the later value, as for whoever loads the file. */
function lastOfEach(variables: readonly Variable[]): Variable[] {
  return [...new Map(variables.map((variable) => [variable.title, variable])).values()];
}
