/** Reads what stands in lines: `.env` files and header lines. */
import { type Field, headerField } from './field.ts';

const assignment =
  /^[ \t]{0,40}(?:(?:export|set)[ \t]{1,8}|\$env:)?([A-Za-z_][A-Za-z0-9_]{0,127})[ \t]{0,8}=[ \t]{0,8}/;
/** The same in YAML, as builds have it: `GITHUB_TOKEN: ghp_...`. Names of headers have no underscore. */
const yamlAssignment = /^[ \t]{0,40}(?:- )?([A-Z][A-Z0-9]{0,63}_[A-Z0-9_]{1,63}):[ \t]{1,40}/;
const header = /^[ \t]{0,40}([A-Za-z][A-Za-z0-9-]{0,127}):[ \t]{1,40}/;

/** A name, a sign and the shortest value that is taken for a secret: a hundred thousand empty lines cost little. */
const shortest = 8;

export function readLines(text: string, max: number): Field[] {
  const fields: Field[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const field = line.length < shortest ? undefined : (readAssignment(line, start) ?? readHeader(line, start));
    if (field !== undefined) fields.push(field);
    if (fields.length === max) break;
    start += line.length + 1;
  }
  return fields;
}

function readAssignment(line: string, lineStart: number): Field | undefined {
  const match = assignment.exec(line) ?? yamlAssignment.exec(line);
  if (match === null) return undefined;
  const value = line.slice(match[0].length);
  const quote = value[0];
  const quoted = quote === '"' || quote === "'";
  const end = quoted ? value.indexOf(quote, 1) : endOfBare(value);
  const start = quoted ? 1 : 0;
  if (end <= start) return undefined;
  const at = lineStart + match[0].length;
  return { form: 'env-line', start: at + start, end: at + end, label: match[1]!, headerKey: '', host: '' };
}

// A comment begins with white space and "#"; a secret may hold a "#" itself.
function endOfBare(value: string): number {
  const end = value.search(/[\s;]/);
  return end === -1 ? value.length : end;
}

function readHeader(line: string, lineStart: number): Field | undefined {
  const match = header.exec(line);
  if (match === null) return undefined;
  const value = line.slice(match[0].length);
  return headerField('header-line', match[1]!, value, lineStart + match[0].length);
}
