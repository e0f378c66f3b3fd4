/** What the errors of `backup` and `restore` say. */
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import type { Words } from './words.ts';

const nothing = 'nothing was restored';

export const backupWords = {
  'not-age': [`${nothing}: this is no file of age`, 'name the file that "keybearer backup" wrote'],
  'age-damaged': [
    `${nothing}: the file is damaged: it is cut off, or bytes of it were changed`,
    'take another copy of it; the part that is damaged cannot be told from the rest',
  ],
  'age-too-costly': ({ recipients, max }) => [
    recipients === undefined
      ? `${nothing}: the file asks for more work than any real one does (scrypt, 2^${max} at most)`
      : `${nothing}: the file is for ${recipients} recipients (${max} at most)`,
    'take another copy of it: this one was altered, or made to keep this machine busy',
  ],
  'recipient-invalid': ({ reason, number }) => [
    `nothing was backed up: ${atLine(number)}${recipientReasons[String(reason)] ?? 'this is no recipient of age'}`,
    'a recipient is what "age-keygen -y" prints: age1...',
  ],
  'identity-invalid': ({ reason, number }) => [
    `the identity file was not used: ${atLine(number)}${identityReasons[String(reason)] ?? 'this is no identity of age'}`,
    'an identity file is what "age-keygen" writes: AGE-SECRET-KEY-1...',
  ],
  'recipients-or-passphrase': [
    'nothing was backed up: a file of age is for a passphrase or for recipients, not for both',
    'leave one of them out',
  ],
  'backup-passphrase-needed': [
    'this backup opens with a passphrase',
    'run it in a terminal without --identity, or give --backup-passphrase-file FILE',
  ],
  'wrong-backup-passphrase': [
    `${nothing}: that is not the backup's passphrase`,
    'try again; without it nobody can open the backup',
  ],
  'identity-needed': ['this backup is for recipients of age', 'give --identity FILE, the file that "age-keygen" wrote'],
  'no-identity-fits': [
    `${nothing}: the backup is for other recipients than this identity`,
    'give --identity FILE with the one that it was made for',
  ],
  'not-a-backup': [`${nothing}: the file opened, and holds no backup of Keybearer`, 'look at it with "age -d FILE"'],
  'backup-from-newer-version': [`${nothing}: the backup was written by a newer Keybearer`, 'update Keybearer'],
  'backup-invalid': ({ reason, member }) => [
    `${nothing}: the backup ${invalidReasons[String(reason)] ?? `is not as its format says${member ? `, at ${member}` : ''}`}`,
    'docs/backup-format.md has the form; a backup that Keybearer wrote and nobody changed has it',
  ],
  'backup-too-large': ({ max }) => [
    `nothing was backed up: the keys take more than ${Number(max) / 2 ** 20} MiB`,
    'remove files that are kept as keys, or copy the vault file instead (docs/moving.md)',
  ],
  'backup-not-verified': [
    'nothing was backed up: what was encrypted did not open again as it was',
    'try again, and check the memory of this machine if it stays so',
  ],
  'restore-conflict': ({ conflicts }) => [
    `${nothing}: ${conflicts === 1 ? 'one key is' : `${conflicts} keys are`} here with other content`,
    'say what to do with them: --on-conflict skip, replace or keep-both',
  ],
} satisfies Partial<Record<ErrorCode, Words>>;

function atLine(number: ErrorDetails[string] | undefined): string {
  return typeof number === 'number' ? `line ${number}: ` : '';
}

const recipientReasons: Record<string, string> = {
  ssh: 'SSH keys are not taken as recipients here',
  identity: 'this is an identity, which is secret, and no recipient; give it with --identity',
  empty: 'the file names no recipient',
};

const identityReasons: Record<string, string> = {
  ssh: 'SSH keys are not taken as identities here',
  plugin: "identities of age's plugins are not taken here",
  empty: 'the file holds no identity',
};

const invalidReasons: Record<string, string> = {
  'not-utf8': 'is not UTF-8 text',
  nesting: 'is nested deeper than any real one',
  'name-twice': 'has two keys of one name',
  'id-twice': 'has two keys of one id',
};
