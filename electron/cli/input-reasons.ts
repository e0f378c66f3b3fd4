/** Why what was typed, or given as an option or a file, is not taken. */
import type { ErrorDetails } from '../../shared/errors.ts';
import { formatReasons } from './format-reasons.ts';
import { sizeInWords } from './words.ts';

/** Where the name of a field is not what people call it. */
export const fieldNames: Record<string, string> = {
  pin: 'PIN',
  'tpm-device': 'TPM device',
  'recovery-code': 'recovery code',
  'backup-passphrase': "backup's passphrase",
  'env-name': 'environment variable name',
  page: 'management page',
  remind: 'list of reminder days',
  renewal: 'text of renewal steps',
  place: 'place of use',
  places: 'list of places',
  snooze: 'end of the snooze',
};

const reasons: Record<string, (details: ErrorDetails) => string> = {
  empty: () => 'it is empty',
  'too-long': ({ max }) => `it is too long (at most ${max})`,
  'too-large': ({ max }) => `it is too large (at most ${sizeInWords(max)})`,
  'too-many': ({ max }) => `there are too many (at most ${max})`,
  characters: () => 'it holds a control character or one that changes how text is read',
  form: () => 'it does not have the right form',
  nul: () => 'it holds a NUL byte',
  'not-utf8': () => 'it is not UTF-8 text',
  'part-name': () => 'part names are lower-case letters, digits and _',
  'part-twice': () => 'a part is given twice',
  parts: () => 'there are no parts, or too many (at most 8)',
  'missing-part': ({ part }) => `a header asks for {${part}}, which the secret does not have`,
  'line-break': () => 'it has line breaks, which no header can carry',
  control: () => 'it has control characters, which no header can carry',
  latin1: () => 'it has characters outside Latin-1, which no header can carry',
  'stdin-twice': ({ other }) => `stdin is already read for the ${other}`,
  'nothing-to-do': () => 'nothing to change was given',
  'one-of': () => 'only one of them can be given',
  'raw-only': () => 'a part goes with --format raw alone',
  duration: () => 'it is a time from 1s to 1h, such as 30s or 5m, or never',
  'column-role': () => 'it names no field that a key has',
  'with-from-file': () => '--part and --from-file do not go together',
  'not-found': () => 'there is no such file',
  permission: () => 'it may not be opened',
  'not-a-file': () => 'it is not a file',
  'binary-to-terminal': () => 'it is binary, and a terminal shows text',
  failed: () => 'reading it failed',
  past: () => 'it is not in the future',
  'with-status': () => 'it goes with --status',
  'tpm-device': () => 'it is /dev/tpmrm0, swtpm:host=127.0.0.1,port=N or swtpm:path=/SOCKET, and a TPM of this machine',
  'line-breaks': () => 'its path holds a line break or a control character',
  ...formatReasons,
};

/** Why something that was given is not taken. */
export function reasonOf(details: ErrorDetails): string {
  return reasons[String(details.reason)]?.(details) ?? 'it is not valid';
}
