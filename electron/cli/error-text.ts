/** What an error says to people: what happened to their things, then the one next step. Each subject has its words in a file. */
import type { ErrorCode, KeybearerError } from '../../shared/errors.ts';
import { backupWords } from './backup-words.ts';
import { desktopWords } from './desktop-words.ts';
import { fileWords } from './file-words.ts';
import { keyWords } from './key-words.ts';
import { slotWords } from './slot-words.ts';
import { sourceWords } from './source-words.ts';
import { tpmWords } from './tpm-words.ts';
import { vaultWords } from './vault-words.ts';
import { quoted, type Words } from './words.ts';

const words: Record<ErrorCode, Words> = {
  ...keyWords,
  ...vaultWords,
  ...slotWords,
  ...tpmWords,
  ...desktopWords,
  ...sourceWords,
  ...fileWords,
  ...backupWords,
  // In the words for a key that is typed.
  'backup-key-unfit': ({ number, keyName, why, ...details }) => {
    const { error } = errorText({ code: why as ErrorCode, details });
    return [
      `nothing was restored: key ${number} of the backup, ${quoted(keyName)}: ${error.replace(/^nothing was \w+: /, '')}`,
      'correct it in the backup ("age -d", edit, "age -p"), or take another one',
    ];
  },
  cancelled: ['cancelled; nothing was changed'],
  'no-terminal': ({ asked }) => [
    `nobody can be asked here${asked ? ` for the ${asked}` : ''}; nothing was changed`,
    'pipe it in, give it in a file, or run this in a terminal',
  ],
  internal: [
    'this should not have happened; what was saved before is kept',
    'please report it with the command that you ran',
  ],
};

export interface ErrorText {
  readonly error: string;
  readonly hint: string | undefined;
}

export function errorText({ code, details }: Pick<KeybearerError, 'code' | 'details'>): ErrorText {
  const found = words[code];
  const [error, hint] = typeof found === 'function' ? found(details) : found;
  return { error, hint };
}
