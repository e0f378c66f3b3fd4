/** What an error says in the window: what happened to the user's things, then one step. */
import type { Failure } from '../shared/contract.ts';
import type { ErrorCode, ErrorDetails } from '../shared/errors.ts';
import { backupErrorText } from './backup-error-text.ts';
import { fieldWords, keychainReasons, originReasons, reasonWords, templateReasons } from './error-reasons.ts';
import { tpmWords } from './tpm-words.ts';

type Text = readonly [what: string, step: string];
export type Words = Text | ((details: ErrorDetails) => Text);

const copyFirst = 'Make a copy of the vault file, then check the vault under Protection.';

const words: Record<ErrorCode, Words> = {
  // what the user asked for
  'invalid-input': (details) => [
    `Nothing was changed: the ${fieldWords(details.field)} was not taken, since ${reasonWords(details)}.`,
    'Correct it and try again.',
  ],
  'name-invalid': (details) => [
    `Nothing was saved: this cannot be a name, since ${reasonWords(details)}.`,
    'A name has 1 to 128 characters on one line.',
  ],
  'name-taken': ({ name }) => [
    `Nothing was saved: there is already a key named ${quoted(name)}.`,
    'Choose another name, or change that key.',
  ],
  'key-not-found': ['This key is not in the vault any more.', 'Look in the trash, or search for it by name.'],
  'secret-not-found': ["The key's secret is missing from the vault file.", copyFirst],
  'secret-unfit': (details) => [
    `Nothing was saved: the secret cannot be taken, since ${reasonWords(details)}.`,
    'A secret is 1 byte to 64 KiB of text; a file that fills no header goes without one.',
  ],
  'header-template-invalid': ({ reason }) => [
    `Nothing was saved: this is no header, since ${templateReasons[String(reason)] ?? 'its form is not right'}.`,
    'Write it as Authorization: Bearer {secret}.',
  ],
  'origin-invalid': ({ origin, reason }) => [
    `Nothing was saved: ${quoted(origin)} is no origin, since ${originReasons[String(reason)] ?? 'its form is not right'}.`,
    'Write it as https://api.example.com.',
  ],
  'expiry-invalid': ({ text }) => [
    `Nothing was saved: ${quoted(text)} is no date.`,
    'Write it as 2027-03-01, 90d or none.',
  ],
  'no-header': ['Nothing was copied: this key fills no header.', 'Copy the secret itself, or give the key a header.'],
  'no-expiry': ['Nothing was changed: this key has no expiry to be reminded of.', 'Say when it expires first.'],
  'no-previous-secret': ['This key has no previous secret to step back to.', 'It has one once you replace its secret.'],
  'confirmation-needed': ['Nothing was used: this key asks before each use.', 'Try again and agree to it.'],
  cancelled: ['Nothing was changed.', 'Try again whenever you like.'],
  // the vault file
  'vault-not-found': ['There is no vault here any more.', 'Put its file back from a backup, or create a new vault.'],
  'vault-exists': ['Nothing was created: there is a vault here already.', 'Close this window and open it again.'],
  'vault-busy': [
    'Nothing was changed: another program has been writing to the vault for too long.',
    'Close other Keybearer programs and try again.',
  ],
  'vault-read-only': [
    'Nothing was changed or copied: the vault file or its folder is read-only.',
    'Make the folder writable and try again.',
  ],
  'vault-disk-full': [
    'Nothing was changed or copied: the disk is full. The vault is as it was.',
    'Make room and try again.',
  ],
  'vault-io': [
    'Reading or writing the vault file failed. What was saved before is kept.',
    'Check the disk and try again.',
  ],
  'vault-permission': [
    'The vault file may not be opened by this user.',
    'Change its permissions to yours alone and try again.',
  ],
  'not-a-vault': [
    'The file here is not a Keybearer vault. It was not touched.',
    'Put the vault file back from a backup.',
  ],
  'vault-from-newer-version': [
    'The vault was written by a newer Keybearer. It was not touched.',
    'Update Keybearer and open it again.',
  ],
  'vault-damaged': ['The vault file is damaged. It was not touched.', copyFirst],
  'schema-altered': [
    'The vault file was altered by another program. It was not touched.',
    'Put the vault file back from a backup.',
  ],
  'record-corrupt': ['One record of the vault is damaged and does not open. All others are kept.', copyFirst],
  'manifest-mismatch': [
    'Something other than Keybearer removed, added or replaced parts of the vault file.',
    copyFirst,
  ],
  'audit-broken': ['The activity log is not whole.', 'Look under Activity for the event from which on it is not.'],
  'changed-elsewhere': [
    'Nothing was changed: another program changed the same thing at the same moment.',
    'Look at it again and repeat what you did.',
  ],
  'vault-rekeyed': ['Nothing was changed: the vault got new keys in the meantime.', 'Try again.'],
  // unlocking
  'vault-locked': ['Nothing left the vault: it is locked.', 'Unlock it and try again.'],
  'slot-not-found': ['This way into the vault is not there any more.', 'Look at the list again.'],
  'slot-damaged': ['One way into the vault is damaged. Your keys are kept.', 'Use another way in: the recovery code.'],
  'last-slot': ['Nothing was removed: nothing else could open the vault.', 'Add another way in first.'],
  'slot-needs-owner': ({ kind }) => [
    kind === 'recovery'
      ? 'Nothing was changed: the recovery code cannot be kept, since only you have it.'
      : 'Nothing was changed: the passphrase slot needs its passphrase.',
    kind === 'recovery' ? 'Make a new code, or drop this one.' : 'Type the passphrase, or drop the slot.',
  ],
  'no-slot-fits': ['Nothing was unlocked: the vault has no way in of this kind.', 'Choose another one.'],
  'kdf-out-of-bounds': [
    'A way into the vault asks for more work than any real one does: it was altered. The keys are kept.',
    'Use another way in: the recovery code.',
  ],
  'pin-needed': ['Nothing left the vault: this needs the PIN.', 'Type the PIN and try again.'],
  'wrong-pin': ['That is not the PIN.', 'Try again; if it is forgotten, use the recovery code.'],
  'pin-too-short': ({ min = 8 }) => [
    `Nothing was changed: a PIN has at least ${min} characters, since nothing limits guesses.`,
    'Take a longer one; letters count as well as digits.',
  ],
  'pin-not-applicable': [
    'Nothing was changed: a PIN belongs to the keychain, and this vault does not use it.',
    'Its passphrase is asked for already.',
  ],
  'pin-not-set': ['The vault has no PIN.', 'Set one under Protection.'],
  'pin-already-set': ['Nothing was changed: the vault has a PIN already.', 'Change it instead.'],
  'passphrase-needed': ['Nothing left the vault: it opens with a passphrase.', 'Type the passphrase and try again.'],
  'wrong-passphrase': ['That is not the passphrase.', 'Try again; if it is forgotten, use the recovery code.'],
  'passphrase-too-short': ({ min = 12 }) => [
    `Nothing was changed: a passphrase has at least ${min} characters.`,
    'Take a few words that only you would put together.',
  ],
  'recovery-code-needed': ['Nothing left the vault: it opens with its recovery code.', 'Type the code and try again.'],
  'recovery-code-mistyped': ['There is a typing mistake in the recovery code.', 'Compare it group by group.'],
  'wrong-recovery-code': [
    'That is a recovery code, but not the right one.',
    'Look for the latest one: a new code replaces those before it.',
  ],
  'recovery-code-choice-needed': [
    'Nothing was created: it is not said whether there is a recovery code.',
    'Type the code, or go without one.',
  ],
  // the operating system's keychain
  'keychain-unavailable': ({ reason }) => [
    `Nothing was changed: the keychain cannot be reached${keychainReasons[String(reason)] ?? ''}.`,
    'Start it and try again; a passphrase does without it.',
  ],
  'keychain-library-missing': [
    'Nothing was changed: the keychain needs the system library libsecret, which is missing.',
    'Install the package libsecret-1-0, or use a passphrase.',
  ],
  'keychain-locked': ['Nothing was changed: the keychain is locked.', 'Unlock it and try again.'],
  'keychain-item-missing': [
    "The vault's item is gone from the keychain. The keys in the vault are kept.",
    'Get back in with the recovery code.',
  ],
  'keychain-item-altered': [
    "The vault's item in the keychain was altered. The keys in the vault are kept.",
    'Get back in with the recovery code.',
  ],
  'keychain-failed': [
    'The keychain did not do what it was asked. Nothing was changed.',
    'Try again. If it stays so, close this window and open it again.',
  ],
  ...tpmWords,
  // reminders
  'reminders-need-typing': [
    'Nothing was set up: this vault opens with what you type alone, and nobody types for a timer.',
    'Add the keychain as a way in.',
  ],
  'notifications-unavailable': [
    'Nothing was said: the desktop takes no notifications.',
    'Look under Expiry for what is due.',
  ],
  'scheduler-unavailable': [
    'Nothing was set up: the system does not take a timer from Keybearer.',
    'Start Keybearer at login instead.',
  ],
  'page-not-opened': ['The page could not be opened: nothing here opens pages.', 'Copy its address from the key.'],
  // the clipboard
  'clipboard-unavailable': [
    'Nothing was copied: the clipboard does not do what it is asked.',
    'Try again, or reveal the secret and type it.',
  ],
  'clipboard-not-cleared': [
    'The clipboard could not be cleared: the secret is there still.',
    'Copy something else over it.',
  ],
  // the rest
  'file-not-readable': (details) => [
    `The file was not used: ${reasonWords(details)}.`,
    'Check where it is and who may read it.',
  ],
  'file-exists': ['Nothing was written: there is a file of that name already.', 'Choose another name.'],
  'file-not-written': ({ path }) => [
    `Nothing was written: the system does not take ${typeof path === 'string' ? quoted(path) : 'the file'}.`,
    'See who may write into its folder and whether there is room, or choose another.',
  ],
  'output-not-written': ['Nothing was shown: what was asked for could not be written.', 'Try again in this window.'],
  ...backupErrorText,
  'no-terminal': ['Nothing was changed: nobody could be asked.', 'Try again in this window.'],
  'source-kind-unknown': ['Nothing was imported: what this file is cannot be told.', 'Say what it is.'],
  'source-malformed': ['Nothing was imported: the file cannot be read as what it should be.', 'Export it again.'],
  'source-unsupported': ['Nothing was imported: this kind of file is not read.', 'Export it as CSV.'],
  'source-encrypted': ['Nothing was imported: the file is encrypted.', 'Export it again without encryption.'],
  'source-password-needed': ['Nothing was imported: the file opens with a password.', 'Type its password.'],
  'wrong-source-password': ['Nothing was imported: that is not its password.', 'Type it again.'],
  'source-too-costly': ['Nothing was imported: opening the file asks for too much memory.', 'Export it as CSV.'],
  'source-columns-unknown': ['Nothing was imported: which columns to take cannot be told.', 'Name the columns.'],
  'source-tool-missing': ['Nothing was imported: gpg is not installed.', 'Install gpg and try again.'],
  'source-tool-failed': ['Nothing was imported: gpg could not decrypt the file.', 'Look at it with gpg in a terminal.'],
  'window-unavailable': ['The window could not be opened.', 'Run "keybearer ui --which" in a terminal.'],
  internal: [
    'Something went wrong inside Keybearer. What was saved before is kept.',
    'Close the window, open it again, and try once more.',
  ],
};

/** Names come quoted and isolated: what they hold must not reorder the sentence. */
function quoted(value: ErrorDetails[string] | undefined): string {
  return `“\u2068${String(value ?? '').slice(0, 140)}\u2069”`;
}

export function errorText({ code, details }: Pick<Failure, 'code' | 'details'>): { what: string; step: string } {
  const found = words[code];
  const [what, step] = typeof found === 'function' ? found(details) : found;
  return { what, step };
}

/** Both in one line. */
export function failureText(failure: Pick<Failure, 'code' | 'details'>): string {
  const { what, step } = errorText(failure);
  return `${what} ${step}`;
}

/** Where nothing was tried yet: why it cannot be, then one step. */
export function problemText(problem: Pick<Failure, 'code' | 'details'>): string {
  const { what, step } = errorText(problem);
  const why = what.replace(/^Nothing was [^:]+: /, '');
  return `${why.charAt(0).toUpperCase()}${why.slice(1)} ${step}`;
}
