/** The particulars of an error in words: which field, and why. Each reads after "since". */
import type { ErrorDetails } from '../shared/errors.ts';

const fields: Readonly<Record<string, string>> = {
  pin: 'PIN',
  'recovery-code': 'recovery code',
  'env-name': 'variable name',
  page: 'management page',
  remind: 'list of reminder days',
  renewal: 'text of renewal steps',
  place: 'place of use',
  places: 'list of places',
};

export function fieldWords(field: ErrorDetails[string] | undefined): string {
  return fields[String(field)] ?? String(field ?? 'input').slice(0, 60);
}

const reasons: Readonly<Record<string, (details: ErrorDetails) => string>> = {
  empty: () => 'it is empty',
  'too-long': ({ max }) => `it is too long${max === undefined ? '' : ` (at most ${max} characters)`}`,
  'too-large': () => 'it is too large',
  'too-many': ({ max }) => `there are too many${max === undefined ? '' : ` (at most ${max})`}`,
  characters: () => 'it holds a character that cannot be seen or that changes how text is read',
  nul: () => 'it holds a NUL byte',
  'not-utf8': () => 'it is not UTF-8 text',
  'part-name': () => 'the names of parts are lower-case letters, digits and _',
  'part-twice': () => 'a part is given twice',
  parts: () => 'it has no parts or too many',
  'missing-part': ({ part }) => `a header asks for {${part}}, which the secret does not have`,
  'line-break': () => 'it has line breaks, which no header can carry',
  control: () => 'it has control characters, which no header can carry',
  latin1: () => 'it has characters outside Latin-1, which no header can carry',
  'not-found': () => 'there is no such file',
  permission: () => 'it may not be opened',
  'not-a-file': () => 'it is not a file',
  'no-origin': () => 'the key has no origin to call yet',
  'blank-value': () => 'a header of the key is blank',
  'not-ascii': () => 'a header has letters beyond ASCII, which this format cannot send',
  'env-name': () => 'no variable can be named after the key',
  'env-quotes': () => 'the secret cannot be quoted there so that every program reads the same',
  'powershell-name': () => 'PowerShell cannot pass on the name of the key',
  'http-braces': () => 'a header has "{{", which would be taken as a variable',
  'http-scheme': () => 'this format would encode the Authorization header anew',
  'http-base64': () => 'a header is encoded with base64, which this format cannot do',
};

export function reasonWords(details: ErrorDetails): string {
  return reasons[String(details.reason)]?.(details) ?? 'it does not have the right form';
}

export const templateReasons: Readonly<Record<string, string>> = {
  form: 'it needs a name, a colon and a value',
  name: 'that header name cannot be used',
  characters: 'it holds characters that no header can carry',
  braces: 'the braces do not fit',
  'too-long': 'it is too long',
  twice: 'a header is given twice',
  'no-part': 'no header holds a part of the secret, such as {secret}',
};

export const originReasons: Readonly<Record<string, string>> = {
  form: 'it needs a scheme and a host, and nothing that stands for several',
  scheme: 'only https is taken, or http on this computer itself',
  path: 'it has a path; an origin is scheme, host and port',
  userinfo: 'it holds a user name',
};

export const keychainReasons: Readonly<Record<string, string>> = {
  'other-backend': ', since libsecret is told to use another store',
  'no-session-bus': ', since there is no session bus',
  'no-secret-service': ', since no Secret Service runs in this session',
  'no-default-collection': ', since it has no default collection',
  'no-answer': ', since it does not answer',
};
