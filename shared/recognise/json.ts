/** Reads the text members of a JSON snippet, whole or cut: `"name": "value"`. */
import { type Field, headerField } from './field.ts';

interface Text {
  /** Inside the quotes. */
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
}

export function readJson(text: string, max: number): Field[] {
  const fields: Field[] = [];
  let name: Text | undefined;
  for (let at = text.indexOf('"'); at !== -1 && fields.length < max; ) {
    const string = readString(text, at);
    if (string === undefined) break;
    const next = text.indexOf('"', string.end + 1);
    const between = text.slice(string.end + 1, next === -1 ? text.length : next);
    const found = name === undefined || string.escaped ? undefined : field(text, name, string);
    if (found !== undefined) fields.push(found);
    // A name is followed by a colon and at once by its value: `"expires": 5, "next"` has none between.
    name = /^\s*:\s*$/.test(between.slice(0, 200)) && between.length <= 200 ? string : undefined;
    at = next;
  }
  return fields;
}

function readString(text: string, open: number): Text | undefined {
  let escaped = false;
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return { start: open + 1, end: at, escaped };
    if (character === '\\') {
      escaped = true;
      at++;
    }
  }
  return undefined;
}

function field(text: string, name: Text, value: Text): Field | undefined {
  const label = text.slice(name.start, Math.min(name.end, name.start + 128));
  if (/^authorization$|-/i.test(label))
    return headerField('json', label, text.slice(value.start, value.end), value.start);
  return { form: 'json', start: value.start, end: value.end, label, headerKey: '', host: '' };
}
