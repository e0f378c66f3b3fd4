/** What errors of import say to people. */
import type { ErrorDetails } from '../../shared/errors.ts';
import { type KindName, kindWords } from '../import/kinds.ts';
import { quoted, sizeInWords, type Words } from './words.ts';

type SourceCode =
  | 'source-kind-unknown'
  | 'source-malformed'
  | 'source-unsupported'
  | 'source-encrypted'
  | 'source-password-needed'
  | 'wrong-source-password'
  | 'source-too-costly'
  | 'source-columns-unknown'
  | 'source-tool-missing'
  | 'source-tool-failed';

const nothing = 'nothing was imported';

const malformed: Record<string, (details: ErrorDetails) => string> = {
  'too-long': ({ max }) => `it is too long (at most ${sizeInWords(max)})`,
  'too-many': ({ max }) => `there is too much in it (at most ${max})`,
  'not-utf8': () => 'it is not UTF-8 text',
  nul: () => 'it holds a NUL byte',
  json: () => 'it is no JSON',
  fields: () => 'it does not have the fields that such a file has',
  csv: () => 'a row cannot be read: a quote is not closed, or a field is too long',
  'no-secret-column': () => 'no column holds a secret',
  zip: () => 'it is no zip file, or damaged',
  'no-export-data': () => 'there is no export.data in it, or it is too long',
  yaml: () => 'it is no YAML',
  xml: () => 'its XML cannot be read',
  truncated: () => 'it ends too early',
  header: () => 'its header is damaged',
  altered: () => 'a block of it was altered or damaged',
};

const unsupported: Record<string, string> = {
  'kdbx-version': 'it is a KeePass database of an older format; only KDBX 4 is read',
  cipher: 'it is encrypted with a cipher that is not read (AES and ChaCha20 are)',
  kdf: 'its key derivation is not known',
  'inner-stream': 'its fields are encrypted in a way that is not read',
};

export const sourceWords: Record<SourceCode, Words> = {
  'source-kind-unknown': ({ path }) => [
    `${nothing}: what ${quoted(path)} is cannot be told`,
    'say it with --from; "keybearer import --help" lists the kinds',
  ],
  'source-malformed': (details) => [
    `${nothing}: ${quoted(details.path)}${details.line ? `, line ${details.line},` : ''} cannot be read as ${kindWords[details.kind as KindName] ?? 'what it should be'}: ${malformed[String(details.reason)]?.(details) ?? 'its form is not right'}`,
    'export it again, or say with --from what it is',
  ],
  'source-unsupported': ({ path, reason }) => [
    `${nothing} from ${quoted(path)}: ${unsupported[String(reason)] ?? 'it is of a kind that is not read'}`,
    'save it as KDBX 4 with AES-256 or ChaCha20 in KeePassXC (Database > Database Security), or export it as CSV',
  ],
  'source-encrypted': ({ path }) => [
    `${nothing}: ${quoted(path)} is encrypted, and only Bitwarden itself can read it`,
    'export it again with the file format ".json", not ".json (Encrypted)"',
  ],
  'source-password-needed': ({ path }) => [
    `${nothing}: ${quoted(path)} opens with a password`,
    'run it in a terminal, or give --password-file FILE',
  ],
  'wrong-source-password': ({ path }) => [
    `${nothing}: that is not the password of ${quoted(path)}`,
    'try again; a database that needs a key file as well has to be exported as CSV',
  ],
  'source-too-costly': ({ path }) => [
    `${nothing}: ${quoted(path)} asks for more work or memory than any real file does`,
    'lower the encryption settings in KeePassXC (Database > Database Security), or export it as CSV',
  ],
  'source-columns-unknown': ({ path, columns }) => [
    `${nothing}: which of the ${columns ?? 'unnamed'} columns of ${quoted(path)} to take cannot be told`,
    'say it by the names in its first row: --map name=COLUMN --map secret=COLUMN',
  ],
  'source-tool-missing': [
    `${nothing}: a password store is decrypted by gpg, which is not installed`,
    'install gpg and try again',
  ],
  'source-tool-failed': ({ path }) => [
    `${nothing}: gpg could not decrypt ${quoted(path)}`,
    'run "gpg --decrypt" on it to see why',
  ],
};
