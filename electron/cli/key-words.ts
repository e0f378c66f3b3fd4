/** What errors of keys, and of what is said of them, say to people. */
import type { ErrorCode } from '../../shared/errors.ts';
import { fieldNames, reasonOf } from './input-reasons.ts';
import { doctor, nothingSaved, quoted, type Words } from './words.ts';

export const keyWords = {
  'invalid-input': (details) => [
    `the ${fieldNames[String(details.field)] ?? details.field} ${details.field === 'options' ? 'were' : 'was'} not taken: ${reasonOf(details)}`,
    'add --help to the command to see what it takes',
  ],
  'name-invalid': (details) => [
    `this cannot be a key's name: ${reasonOf(details)}`,
    'names are 1 to 128 characters on one line',
  ],
  'name-taken': ({ name }) => [
    `there is already a key named ${quoted(name)}; nothing was stored`,
    'choose another name, or change that key with "keybearer edit"',
  ],
  'key-not-found': ({ name, trash }) => [
    `no key named ${quoted(name)}${trash ? ' in the trash' : ''}`,
    trash ? 'run "keybearer trash" to see what can be restored' : 'run "keybearer list" to see the names',
  ],
  'secret-not-found': ({ name }) => [`the secret of ${quoted(name)} is missing from the vault file`, doctor],
  'secret-unfit': (details) => {
    const part = details.part && details.part !== 'secret' ? ` (part ${details.part})` : '';
    const hint = headerReasons.includes(String(details.reason))
      ? 'a file that fills no header is stored with --no-header'
      : 'a secret is 1 byte to 64 KiB of text, in UTF-8';
    return [`nothing was stored: the secret${part} cannot be taken: ${reasonOf(details)}`, hint];
  },
  'header-template-invalid': ({ reason, header }) => [
    `nothing was changed: this is no header template${header ? ` (${header})` : ''}: ${templateReasons[String(reason)] ?? 'its form is not right'}`,
    "write it as 'Authorization: Bearer {secret}', or with parts as 'DD-API-KEY: {api_key}'",
  ],
  'origin-invalid': ({ origin, reason }) => [
    `nothing was changed: ${quoted(origin)} is no origin: ${originReasons[String(reason)] ?? 'its form is not right'}`,
    'write it as https://api.example.com',
  ],
  'expiry-invalid': ({ text }) => [
    `nothing was changed: ${quoted(text)} is no date that exists`,
    'write it as 2027-03-01, 90d or none',
  ],
  'no-header': ({ name }) => [
    `${quoted(name)} fills no header`,
    'run "keybearer reveal" for the secret itself, or give it one with "keybearer edit --header"',
  ],
  'no-expiry': ({ name }) => [
    `nothing was changed: ${quoted(name)} has no expiry to be reminded of`,
    'say when it expires with "keybearer edit --expires 90d"',
  ],
  'no-previous-secret': ({ name }) => [
    `${quoted(name)} has no previous secret to step back to`,
    'there is one once you replace it: "keybearer edit --secret"',
  ],
  'confirmation-needed': ({ name, keys, backup }) => [
    `${nothingSaved}: nobody can be asked about ${keys === undefined ? quoted(name) : `${keys} new ${keys === 1 ? 'key' : 'keys'}`} here`,
    backup
      ? 'run this in a terminal, or leave out the keys that ask: --skip-ask-before-use'
      : 'give --yes if you mean it, or run this in a terminal',
  ],
} satisfies Partial<Record<ErrorCode, Words>>;

const headerReasons = ['line-break', 'control', 'latin1'];

const templateReasons: Record<string, string> = {
  form: 'it needs a name, a colon and a value',
  name: 'that header name cannot be used',
  characters: 'it holds characters that no header can carry',
  braces: 'the braces do not fit',
  'too-long': 'it is too long',
  twice: 'a header is given twice',
  'no-part': 'no header holds a part of the secret, such as {secret}',
};

const originReasons: Record<string, string> = {
  form: 'it needs a scheme and a host, and nothing that stands for several',
  scheme: 'only https, or http on this machine itself',
  path: 'it has a path; an origin is scheme, host and port',
  userinfo: 'it holds a user name',
};
