/** Reads a curl command: its headers, its user and password, and the host that it calls. */
import { type Field, headerField } from './field.ts';
import { placeOf, shellWords, type Word } from './shell-words.ts';

export function isCurl(text: string): boolean {
  return /^\s{0,40}(?:\$\s{1,8})?curl(?:\.exe)?\s/.test(text);
}

export function readCurl(text: string): Field[] {
  const words = shellWords(text);
  const host = hostIn(words);
  const fields: (Field | undefined)[] = [];
  for (const [at, word] of words.entries()) {
    const header = optionValue(words, at, ['-H', '--header']);
    const user = optionValue(words, at, ['-u', '--user']);
    const bearer = optionValue(words, at, ['--oauth2-bearer', '--oauth2-bearer']);
    if (bearer !== undefined) fields.push(bearerIn(bearer, host));
    else if (header !== undefined) fields.push(headerIn(header, host));
    else if (user !== undefined) fields.push(...userIn(user, host));
    else fields.push(botTokenIn(word, host));
  }
  return fields.filter((field) => field !== undefined);
}

interface Value {
  readonly word: Word;
  readonly from: number;
}

/** `-H value`, `-Hvalue`, `--header value`, `--header=value`. */
function optionValue(words: readonly Word[], at: number, [short, long]: [string, string]): Value | undefined {
  const { text } = words[at]!;
  const next = words[at + 1];
  if (text === short || text === long) return next && { word: next, from: 0 };
  if (text.startsWith(`${long}=`)) return { word: words[at]!, from: long.length + 1 };
  return text.startsWith(short) && !text.startsWith('--') ? { word: words[at]!, from: short.length } : undefined;
}

function headerIn({ word, from }: Value, host: string): Field | undefined {
  const colon = word.text.indexOf(':', from);
  if (colon === -1 || colon - from > 128) return undefined;
  let valueFrom = colon + 1;
  while (word.text[valueFrom] === ' ') valueFrom++;
  const inWord = headerField('curl', word.text.slice(from, colon), word.text.slice(valueFrom), valueFrom, host);
  const place = inWord && placeOf(word, inWord.start, inWord.end);
  return inWord && place && { ...inWord, ...place };
}

function bearerIn({ word, from }: Value, host: string): Field | undefined {
  const place = placeOf(word, from, word.text.length);
  return place && { form: 'curl', ...place, label: 'Authorization', headerKey: 'authorization bearer', host };
}

function userIn({ word, from }: Value, host: string): (Field | undefined)[] {
  const colon = word.text.indexOf(':', from);
  const split = colon === -1 ? word.text.length : colon;
  const half = (name: 'user' | 'password', start: number, end: number): Field | undefined => {
    const place = end > start ? placeOf(word, start, end) : undefined;
    return place && { form: 'curl', ...place, label: name, headerKey: 'authorization basic', host, half: name };
  };
  return [half('user', from, split), half('password', split + 1, word.text.length)];
}

const url = /^https?:\/\/([^/?#@:]{1,253})(?::\d{1,5})?(?:[/?#]|$)/i;

function hostIn(words: readonly Word[]): string {
  for (const word of words) {
    const match = url.exec(word.text);
    if (match !== null) return match[1]!.toLowerCase();
  }
  return '';
}

/** `https://api.telegram.org/bot<token>/getMe`: the one issuer whose secret is in the path. */
function botTokenIn(word: Word, host: string): Field | undefined {
  const match = /^(https?:\/\/[^/]{1,260}\/bot)([^/?#]{1,200})/i.exec(word.text);
  if (match === null) return undefined;
  const place = placeOf(word, match[1]!.length, match[0].length);
  return place && { form: 'curl', ...place, label: '', headerKey: '', host };
}
