/** What errors of the vault file, and of what is in it, say to people. */
import type { ErrorCode } from '../../shared/errors.ts';
import { doctor, nothingSaved, type Words } from './words.ts';

export const vaultWords = {
  'vault-not-found': ({ restore }) => [
    'there is no vault here yet',
    restore
      ? 'restore into a new one with --new, or run "keybearer init" first'
      : 'run "keybearer init" to create one, or name another folder with --home',
  ],
  'vault-exists': [
    'there is a vault here already; it was not touched',
    'run "keybearer list" to see its keys, or name another folder with --home',
  ],
  'vault-busy': [
    `${nothingSaved}: another process has been writing to the vault for too long`,
    'close other Keybearer programs and try again',
  ],
  'vault-read-only': [
    'nothing was changed or delivered: the vault file or its folder is read-only',
    'make the folder writable, or copy it to where it is',
  ],
  'vault-disk-full': [
    'nothing was changed or delivered: the disk is full, and the vault is as it was',
    'make room and try again',
  ],
  'vault-io': ({ system, sqlite }) => [
    `reading or writing the vault file failed (${system ?? `SQLite ${sqlite}`}); what was saved before is kept`,
    'check the disk, then run "keybearer doctor"',
  ],
  'vault-permission': [
    'the vault file or its folder may not be opened by this user',
    'run "keybearer doctor" to see its permissions',
  ],
  'not-a-vault': ({ reason }) => [
    `the file there is not a Keybearer vault${notAVault[String(reason)] ?? ''}; it was not touched`,
    'name another folder with --home, or put the vault file back from a backup',
  ],
  'vault-from-newer-version': ['the vault was written by a newer Keybearer; it was not touched', 'update Keybearer'],
  'vault-damaged': ['the vault file is damaged; it was not touched', doctor],
  'schema-altered': [
    'the vault file was altered by another program (its tables are not ours); it was not touched',
    'put the vault file back from a backup',
  ],
  'record-corrupt': ({ keyId, where, table }) => [
    `a record in the vault does not open: ${where ?? table ?? 'row'}${keyId ? ` of key ${keyId}` : ''} was altered or damaged; all others are kept`,
    doctor,
  ],
  'manifest-mismatch': ({ side, where }) => [
    `rows of the vault (${side ?? where}) were dropped, added or replaced outside Keybearer`,
    doctor,
  ],
  'audit-broken': ({ seq }) => [
    `the audit log is not whole${seq ? `, from event ${seq} on` : ''}`,
    'run "keybearer audit --verify"',
  ],
  'changed-elsewhere': [
    'nothing was changed: another process changed the same thing at the same moment',
    'look at it again and repeat the command',
  ],
  'vault-rekeyed': ['the vault got new keys in the meantime', 'run the command again'],
  'vault-locked': ['the vault was locked; nothing left it', 'run the command again to unlock it'],
} satisfies Partial<Record<ErrorCode, Words>>;

const notAVault: Record<string, string> = {
  symlink: ' but a symbolic link',
  'no-file': ' but something other than a file',
  empty: ' but an empty file',
  'write-ahead-log': ' as Keybearer writes it: another program has given it a write-ahead log',
  journal: ', or what lies beside it as its journal is no file',
};
