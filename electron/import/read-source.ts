/** Reads a file of any kind but a password store, which is no file. */
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { readAwsCredentials } from './aws-credentials.ts';
import { readBitwarden } from './bitwarden.ts';
import type { Columns } from './columns.ts';
import { readCsv } from './csv.ts';
import { detectKind } from './detect.ts';
import { readEnvFile } from './env-file.ts';
import { readGhHosts } from './gh-hosts.ts';
import type { Contents, SourceContents } from './item.ts';
import { readKdbx } from './kdbx/kdbx.ts';
import type { KindName } from './kinds.ts';
import { readNetrc } from './netrc.ts';
import { readNpmrc } from './npmrc.ts';
import { readOnePux } from './onepux.ts';
import { readPostman } from './postman.ts';

/** What a reader may have to ask. */
export interface Questions {
  /** @returns the file's password, which is wiped here. @throws KeybearerError 'source-password-needed'. */
  password(path: string): Promise<Buffer>;
  /** @throws KeybearerError 'source-columns-unknown' where nobody can tell. */
  columns(path: string, header: readonly string[], known: Columns): Promise<Columns>;
}

type Reader = (bytes: Buffer, path: string, questions: Questions) => Contents | Promise<Contents>;

const csv: Reader = (bytes, path, questions) =>
  readCsv(bytes, (header, known) => questions.columns(path, header, known));

const readers: Record<Exclude<KindName, 'pass'>, Reader> = {
  env: readEnvFile,
  csv,
  '1password-csv': csv,
  'keepassxc-csv': csv,
  bitwarden: readBitwarden,
  postman: readPostman,
  aws: readAwsCredentials,
  npmrc: readNpmrc,
  netrc: readNetrc,
  gh: readGhHosts,
  '1pux': readOnePux,
  kdbx: readWithPassword,
};

/**
 * @param bytes Wiped here.
 * @param from What the user says that it is.
 * @throws KeybearerError 'source-kind-unknown', or what is wrong with it; with its path and kind.
 */
export async function readSource(
  path: string,
  bytes: Buffer,
  from: KindName | undefined,
  questions: Questions,
): Promise<SourceContents> {
  const kind = from ?? detectKind(path, bytes);
  if (kind === undefined || kind === 'pass') throw new KeybearerError('source-kind-unknown', { path });
  try {
    const { items, leftOut } = await readers[kind](bytes, path, questions);
    if (items.length + leftOut.length > limits.importItemsMax)
      throw new KeybearerError('source-malformed', { reason: 'too-many', max: limits.importItemsMax });
    return { path, kind, items, leftOut };
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    throw new KeybearerError(caught.code, { ...caught.details, path, kind });
  } finally {
    bytes.fill(0);
  }
}

async function readWithPassword(bytes: Buffer, path: string, questions: Questions): Promise<Contents> {
  const password = await questions.password(path);
  try {
    return await readKdbx(bytes, password);
  } finally {
    password.fill(0);
  }
}
