/** What errors of slots, of what is typed for them, and of the keychain say to people. */
import type { ErrorCode } from '../../shared/errors.ts';
import { triesLeftText } from './tpm-words.ts';
import { quoted, type Words } from './words.ts';

export const slotWords = {
  'slot-not-found': ({ slotId, matches }) => [
    Number(matches) > 1
      ? `more than one slot's id begins with ${quoted(slotId)}`
      : `no slot's id begins with ${quoted(slotId)}`,
    'run "keybearer slot list"; give at least 4 digits of the id',
  ],
  'slot-damaged': ['a slot of the vault is damaged', 'use another way in: --passphrase-file or "keybearer recover"'],
  'last-slot': [
    'nothing was changed: the vault would have no slot left, and nothing could open it',
    'add another slot first: "keybearer slot add"',
  ],
  'slot-needs-owner': ({ slotId, kind }) => [
    `nothing was changed: the ${kind} slot ${String(slotId).slice(0, 8)} cannot be made anew without its ${kind === 'recovery' ? 'new code' : 'passphrase'}`,
    kind === 'recovery'
      ? `give --recovery-code-file FILE for a new code, or --drop ${String(slotId).slice(0, 8)}`
      : `give --passphrase-file FILE, or --drop ${String(slotId).slice(0, 8)}`,
  ],
  'no-slot-fits': ({ kind }) => [
    kind ? `the vault has no ${kind} slot` : 'the vault has no slot that can be used',
    'run "keybearer slot list" to see what opens it',
  ],
  'kdf-out-of-bounds': [
    'a slot of the vault asks for more work or memory than any real one does; it was altered',
    'use another way in: "keybearer recover"',
  ],
  'pin-needed': ['this needs the PIN', 'run it in a terminal, or give --pin-file FILE'],
  'wrong-pin': ({ triesLeft }) => [
    `that is not the PIN${triesLeft === undefined ? '' : `; ${triesLeftText(Number(triesLeft))}`}`,
    'try again; if it is forgotten, run "keybearer recover"',
  ],
  'pin-too-short': ({ min, counted }) => [
    counted
      ? `nothing was changed: a PIN has at least ${min} characters`
      : `nothing was changed: a PIN has at least ${min} characters where a keychain keeps it, since nothing limits guesses at it there`,
    'take a longer one; letters count as well as digits',
  ],
  'pin-not-applicable': [
    'nothing was changed: a PIN belongs to a keychain or a TPM slot, and this vault has none',
    'its passphrase is asked for already',
  ],
  'pin-not-set': ['the vault has no PIN', 'run "keybearer pin set"'],
  'pin-already-set': ['the vault has a PIN already', 'run "keybearer pin change"'],
  'passphrase-needed': ['this vault opens with a passphrase', 'run it in a terminal, or give --passphrase-file FILE'],
  'wrong-passphrase': ['that is not the passphrase', 'try again; if it is forgotten, run "keybearer recover"'],
  'passphrase-too-short': ({ min }) => [
    `nothing was changed: a passphrase has at least ${min} characters`,
    'take a few words that only you would put together',
  ],
  'recovery-code-needed': [
    'this vault opens with its recovery code',
    'run it in a terminal, or give --recovery-code-file FILE',
  ],
  'recovery-code-mistyped': ['the recovery code has a typing mistake', 'it is seven groups of four letters and digits'],
  'wrong-recovery-code': [
    "that is a recovery code, but not this vault's",
    'look for the latest one: a new code voids those that were removed',
  ],
  'recovery-code-choice-needed': [
    'nothing was created: the recovery code cannot be shown here',
    'give --recovery-code-file FILE to write it there, or --no-recovery-code to go without',
  ],
  'keychain-unavailable': ({ reason }) => [
    `the keychain cannot be reached${reason ? ` (${keychainReasons[String(reason)] ?? reason})` : ''}`,
    'run "keybearer doctor"; a new vault can do without it: "keybearer init --protector passphrase"',
  ],
  'keychain-library-missing': [
    'the keychain cannot be used: the system library libsecret is missing',
    "install it: apt-get install libsecret-1-0 (or your system's package)",
  ],
  'keychain-locked': [
    'the keychain is locked; nothing was changed or delivered',
    'unlock it (log in to the desktop, or open its password dialog) and try again',
  ],
  'keychain-item-missing': [
    "the vault's item is gone from the keychain; the keys in the vault are kept",
    'run "keybearer recover" with the recovery code, or give --passphrase-file',
  ],
  'keychain-item-altered': [
    "the vault's item in the keychain was altered; the keys in the vault are kept",
    'run "keybearer recover" with the recovery code, or give --passphrase-file',
  ],
  'keychain-failed': ['the keychain did not do what it was asked', 'run "keybearer doctor"'],
} satisfies Partial<Record<ErrorCode, Words>>;

const keychainReasons: Record<string, string> = {
  'other-backend': 'libsecret is told to use another store',
  'no-session-bus': 'there is no session bus',
  'no-secret-service': 'no Secret Service runs in this session',
  'no-default-collection': 'it has no default collection',
  'no-answer': 'it does not answer',
};
