/** Why a format refuses a key. */
import type { FormatRefusal } from '../delivery/format.ts';

export const formatReasons: Readonly<Record<FormatRefusal, () => string>> = {
  'which-part': () => 'the secret has several parts; name one with --part',
  'no-origin': () => 'the key has no origin to call yet; give it one with "keybearer edit --origin"',
  'blank-value': () => 'a header of the key is blank, and would not be sent',
  'not-ascii': () => 'a header has letters beyond ASCII, which it cannot send',
  'httpie-backslash': () => 'a header has a backslash before ":", ";", "=" or "@", which it would take away',
  'httpie-name': () => 'a header\'s name begins with "-", which it would take as an option',
  'powershell-name': () =>
    "the key's name holds a double quote or ends in a backslash, which PowerShell cannot pass on",
  'env-name': () => 'no variable can be named after the key; give it one with "keybearer edit --env-name"',
  'env-quotes': () => 'the secret cannot be quoted so that dotenv and a shell read the same',
  'http-braces': () => 'a header has "{{", which it would take as a variable',
  'http-scheme': () => 'the Authorization header has a form that it would encode anew',
  'http-base64': () => 'a header is encoded with base64, which cannot be done with its variables',
};
