/**
 * A block of an .http file. The form without the secret takes it from the environment, as VS Code's REST Client does.
 *
 * @see https://github.com/Huachao/vscode-restclient#system-variables
 */
import { parseHeaderTemplate, type TemplatePiece } from '../../shared/header-template.ts';
import type { HeaderLine } from '../vault/header-value.ts';
import { escapeBytes, joinUp } from './bytes.ts';
import { revealCommand } from './env.ts';
import { fieldLines, isBlank } from './field-value.ts';
import { type Format, originOf, refusal } from './format.ts';
import { type PartVariable, variablesOf } from './variable-names.ts';

export const http: Format = {
  takes: 'headers',
  withoutSecret: (subject) => {
    const origin = originOf(subject, 'http');
    const variables = variablesOf(subject, 'http');
    const editor = [
      ...variables.map(({ part, variable }) => `${variable}="$(${revealCommand(subject, part)})"`),
      'code .',
    ];
    const headers = subject.templates.map((template) => `${headerWithVariables(template, variables)}\n`);
    return `# Start the editor with ${editor.join(' ')}\n${request(origin)}${headers.join('')}`;
  },
  withSecret: (subject, headers) =>
    joinUp([
      request(originOf(subject, 'http')),
      ...checkedLines(headers).flatMap(({ name, value }) => [`${name}: `, utf8(value), '\n']),
    ]),
};

// Unasked, editors follow a redirect, and take headers other than Authorization along to other hosts.
function request(origin: string): string {
  return `# @no-redirect\nGET ${origin}/\n`;
}

function headerWithVariables(template: string, variables: readonly PartVariable[]): string {
  const { name, pieces } = parseHeaderTemplate(template);
  const [scheme, credentials] = pieces;
  // REST Client encodes "Basic user:password" itself.
  if (isAuthorization(name) && pieces.length === 2 && credentials?.kind === 'base64') {
    const text = withVariables(credentials.pieces, variables);
    const isBasic = scheme?.kind === 'text' && /^basic $/i.test(scheme.text);
    if (isBasic && text.replaceAll(/\{\{.*?\}\}/g, '').split(':').length === 2) return `${name}: Basic ${text}`;
  }
  return `${name}: ${withVariables(pieces, variables)}`;
}

function withVariables(pieces: readonly TemplatePiece[], variables: readonly PartVariable[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      if (piece.kind === 'base64') throw refusal('http', 'http-base64');
      return `{{$processEnv ${variables.find(({ part }) => part === piece.part)?.variable}}}`;
    })
    .join('');
}

function checkedLines(headers: readonly HeaderLine[]): HeaderLine[] {
  const lines = fieldLines(headers, 'http');
  if (lines.some(({ value }) => value.includes('{{'))) throw refusal('http', 'http-braces');
  if (lines.some(({ name, value }) => isAuthorization(name) && isEncodedAnew(value)))
    throw refusal('http', 'http-scheme');
  return lines;
}

/** Whether REST Client takes a value of Authorization as a user and a password, or as what to sign with. */
function isEncodedAnew(value: Buffer): boolean {
  const schemeEnd = value.findIndex(isBlank);
  if (schemeEnd < 0) return false;
  const credentials = value.subarray(schemeEnd + 1);
  const scheme = value.toString('latin1', 0, Math.min(schemeEnd, 8)).toLowerCase();
  if (scheme === 'basic') return credentials.some((byte) => byte === 0x3a || isBlank(byte));
  return ['digest', 'aws', 'cognito'].includes(scheme);
}

function isAuthorization(name: string): boolean {
  return name.toLowerCase() === 'authorization';
}

/** The file is in UTF-8. U+0080 to U+00FF are two bytes in UTF-8, each a Latin-1 character of its own here. */
function utf8(latin1: Buffer): Buffer {
  return escapeBytes(latin1, (byte) =>
    byte > 0x7f ? String.fromCharCode(0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)) : undefined,
  );
}
