/**
 * An HTTPie command for a POSIX shell. HTTPie reads a header from an item `Name:value`, and from a file by `Name:@file`.
 *
 * @see HTTPie's documentation, "Request items", "Escaping rules"; KeyValueArgType in httpie/cli/argtypes.py
 */
import { parseHeaderTemplate, templateParts } from '../../shared/header-template.ts';
import type { HeaderLine } from '../vault/header-value.ts';
import { joinUp } from './bytes.ts';
import { asciiFieldLines, splitTemplate } from './field-value.ts';
import { type Format, type FormatSubject, originOf, refusal } from './format.ts';
import { shBytes, shCommand, shText } from './quoting/sh.ts';

export const httpie: Format = {
  takes: 'headers',
  withoutSecret: (subject) => {
    const command = start(subject);
    const secretAt = subject.templates.flatMap((text, at) => (hasPart(text) ? [at] : []));
    const words = subject.templates.map((text, at) => {
      const [name, value] = splitTemplate(text);
      if (!hasPart(text)) return joinUp(items([{ name, value: Buffer.from(value, 'latin1') }])).toString();
      if (name.startsWith('-')) throw refusal('httpie', 'httpie-name');
      // HTTPie has one stdin: of several headers each comes by a substitution of its own, which bash and zsh know.
      const source = secretAt.length === 1 ? '/dev/stdin' : `<(${valueAt(subject, at)})`;
      return ` ${shText(`${name}:@`)}${source}`;
    });
    const pipe = secretAt.length === 1 ? `${valueAt(subject, secretAt[0] ?? 0)} | ` : '';
    return `${pipe}${command}${words.join('')}\n`;
  },
  withSecret: (subject, headers) => {
    const command = start(subject);
    return joinUp([command, ...items(headers), '\n']);
  },
};

function start(subject: FormatSubject): string {
  return `http --ignore-stdin GET ${shText(originOf(subject, 'httpie'))}`;
}

/** A command that prints the value of one header, without its name. */
function valueAt({ name }: FormatSubject, at: number): string {
  return `${shCommand('header', name)} | sed -n '${at + 1}s/^[^:]*: //p'`;
}

/** A word for each header, with a space before it. */
function items(headers: readonly HeaderLine[]): (string | Buffer)[] {
  const lines = asciiFieldLines(headers, 'httpie');
  if (lines.some(({ name }) => name.startsWith('-'))) throw refusal('httpie', 'httpie-name');
  if (lines.some(({ value }) => losesBackslash(value))) throw refusal('httpie', 'httpie-backslash');
  return lines.flatMap(({ name, value }) => [' ', shBytes(`${name}:${makesSeparator(value[0]) ? '\\' : ''}`, value)]);
}

/** Whether the character would make another separator of the colon before it: ":=", ":@". */
function makesSeparator(first: number | undefined): boolean {
  return first === 0x3d || first === 0x40;
}

// HTTPie reads backslashes in pairs, and keeps those. A single one before a separator's character is taken away, and
// nothing can be put there that would leave it.
function losesBackslash(value: Buffer): boolean {
  for (let at = 0; at < value.length; at++) {
    if (value[at] !== backslash) continue;
    at++;
    if (specialCharacters.includes(value[at] ?? 0)) return true;
  }
  return false;
}

const backslash = 0x5c;
const specialCharacters = Buffer.from(':;=@');

function hasPart(template: string): boolean {
  return templateParts(parseHeaderTemplate(template)).length > 0;
}
