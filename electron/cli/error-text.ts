/** What an error says to people: what happened to their things, then the one next step. */
import type { ErrorCode, ErrorDetails, KeybearerError } from '../../shared/errors.ts';
import { backupWords } from './backup-words.ts';
import { formatReasons } from './format-reasons.ts';
import { sourceWords } from './source-words.ts';
import { tpmWords, triesLeftText } from './tpm-words.ts';
import { quoted, sizeInWords, type Text, type Words } from './words.ts';

const headerReasons = ['line-break', 'control', 'latin1'];

const fieldNames: Record<string, string> = {
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

function reasonOf(details: ErrorDetails): string {
  return reasons[String(details.reason)]?.(details) ?? 'it is not valid';
}

const doctor = 'run "keybearer doctor" to see what is damaged, and keep a copy of the vault file before anything else';
const nothingSaved = 'nothing was changed';

const words: Record<ErrorCode, Words> = {
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
  cancelled: ['cancelled; nothing was changed'],
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
  ...tpmWords,
  'reminders-need-typing': [
    'nothing was set up: this vault opens with what you type alone, and nobody types for a timer',
    'add a slot that opens by itself: "keybearer slot add keychain"',
  ],
  'notifications-unavailable': ({ reason }) => [
    `nothing was said or recorded: the desktop takes no notification (${notificationReasons[String(reason)] ?? 'it failed'})`,
    'run "keybearer expiring" to see what is due, or start a notification server (dunst, mako, your desktop\'s own)',
  ],
  'scheduler-unavailable': ({ program, reason }) => [
    `nothing was set up: ${program ?? 'the scheduler'} ${schedulerReasons[String(reason)] ?? 'did not do what it was asked'}`,
    'have something else run "keybearer remind" every hour',
  ],
  'page-not-opened': ({ program, page }) => [
    `the page could not be opened: ${program ?? 'what opens pages here'} is missing or failed`,
    `open it yourself: ${page ?? 'run "keybearer show" for it'}`,
  ],
  'clipboard-unavailable': ({ reason }) => [
    `the clipboard cannot be used: ${clipboardReasons[String(reason)] ?? 'it does not do what it is asked'}`,
    clipboardHints[String(reason)] ??
      'in a terminal of the desktop (or over ssh -X) it can; "keybearer header NAME | ..." does without',
  ],
  'clipboard-not-cleared': [
    'the clipboard could not be cleared: the secret is there still',
    'copy something else over it',
  ],
  ...sourceWords,
  'window-unavailable': ({ reason }) => windowReasons[String(reason)] ?? windowFailed,
  'file-not-readable': (details) => [
    `${quoted(details.path)} was not used: ${reasonOf(details)}`,
    'check the path and who may read it',
  ],
  'file-exists': ({ path }) => [
    `${quoted(path)} exists already and was not touched; nothing was changed`,
    'name a file that does not exist yet',
  ],
  'file-not-written': ({ path, reason }) => [
    `${quoted(path)} was not written: ${writeReasons[String(reason)] ?? 'the system refused it'}; nothing is left of it`,
    'name a folder that is there, and that you may write to',
  ],
  'output-not-written': ({ reason }) => [
    `what this prints could not be written to stdout: ${writeReasons[String(reason)] ?? 'the system refused it'}`,
    'what came before it is incomplete; run it again where there is room',
  ],
  ...backupWords,
  // In the words for a key that is typed.
  'backup-key-unfit': ({ number, keyName, why, ...details }) => {
    const { error } = errorText({ code: why as ErrorCode, details });
    return [
      `nothing was restored: key ${number} of the backup, ${quoted(keyName)}: ${error.replace(/^nothing was \w+: /, '')}`,
      'correct it in the backup ("age -d", edit, "age -p"), or take another one',
    ];
  },
  'no-terminal': ({ asked }) => [
    `nobody can be asked here${asked ? ` for the ${asked}` : ''}; nothing was changed`,
    'pipe it in, give it in a file, or run this in a terminal',
  ],
  internal: [
    'this should not have happened; what was saved before is kept',
    'please report it with the command that you ran',
  ],
};

const writeReasons: Record<string, string> = {
  'no-folder': 'there is no such folder',
  permission: 'its folder may not be written to',
  'read-only': 'its folder is read-only',
  'disk-full': 'the disk is full',
};

const windowFailed: Text = ['the window could not be opened', 'run "keybearer ui --which" to see what would show it'];

const windowReasons: Record<string, Text> = {
  'no-display': [
    'the window cannot be opened: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)',
    'run it in a terminal of the desktop; every command works without',
  ],
  'no-browser': [
    'the window cannot be opened: neither Electron nor a browser that can show it is here',
    'install Chromium, Google Chrome or Microsoft Edge, or fetch Electron: npm exec install-electron',
  ],
};

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

const notAVault: Record<string, string> = {
  symlink: ' but a symbolic link',
  'no-file': ' but something other than a file',
  empty: ' but an empty file',
  'write-ahead-log': ' as Keybearer writes it: another program has given it a write-ahead log',
  journal: ', or what lies beside it as its journal is no file',
};

const keychainReasons: Record<string, string> = {
  'other-backend': 'libsecret is told to use another store',
  'no-session-bus': 'there is no session bus',
  'no-secret-service': 'no Secret Service runs in this session',
  'no-default-collection': 'it has no default collection',
  'no-answer': 'it does not answer',
};

const notificationReasons: Record<string, string> = {
  'no-session-bus': 'there is no session bus',
  'no-server': 'no notification server runs in this session',
  'no-answer': 'the notification server does not answer',
  refused: 'the notification server refused it',
  'no-program': "the system's own program for it is missing",
};

const schedulerReasons: Record<string, string> = {
  'not-running': 'runs no services for this user here',
  'not-written': 'could not be written',
};

const clipboardReasons: Record<string, string> = {
  'no-display': 'there is no desktop session here (neither WAYLAND_DISPLAY nor DISPLAY names one)',
  'display-refused': 'the display that WAYLAND_DISPLAY or DISPLAY names does not answer, or lets nobody in',
  taken: 'another program took it at the same moment',
  'no-wl-copy': 'wl-copy is missing, which a Wayland session needs for it',
  'wl-copy-on-disk': 'this wl-copy would write the secret into a file in /tmp, which is on a disk',
  'no-answer': 'it does not answer',
};

const clipboardHints: Record<string, string> = {
  'no-wl-copy': 'install wl-clipboard, 2.3 or newer; or use Xwayland: "WAYLAND_DISPLAY= keybearer copy NAME"',
  'wl-copy-on-disk': 'take wl-clipboard 2.3 or newer; or use Xwayland: "WAYLAND_DISPLAY= keybearer copy NAME"',
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
