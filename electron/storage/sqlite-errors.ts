/** SQLite's result codes as ours. Decided by number alone. */
import { type ErrorCode, KeybearerError } from '../../shared/errors.ts';

/** Primary result codes. @see https://www.sqlite.org/rescode.html */
const codes: Record<number, ErrorCode> = {
  3: 'vault-permission', // SQLITE_PERM
  5: 'vault-busy', // SQLITE_BUSY
  6: 'vault-busy', // SQLITE_LOCKED
  8: 'vault-read-only', // SQLITE_READONLY
  10: 'vault-io', // SQLITE_IOERR
  11: 'vault-damaged', // SQLITE_CORRUPT
  13: 'vault-disk-full', // SQLITE_FULL
  14: 'vault-permission', // SQLITE_CANTOPEN
  15: 'vault-busy', // SQLITE_PROTOCOL
  19: 'changed-elsewhere', // SQLITE_CONSTRAINT: a row that was not there when it was looked for
  23: 'vault-permission', // SQLITE_AUTH
  26: 'not-a-vault', // SQLITE_NOTADB
};

/** SQLITE_IOERR_DELETE: the journal cannot be taken away, which is what a read-only folder does, too. */
const cannotDelete = 0x0a0a;

/** SQLITE_CANTOPEN within a transaction: the journal cannot be made, which is what a read-only folder does. */
const cannotOpen = 14;

/** The extended code; its primary one is in the last byte. */
export function sqliteCode(caught: unknown): number | undefined {
  const errcode = caught instanceof Error && 'errcode' in caught ? caught.errcode : undefined;
  return typeof errcode === 'number' ? errcode : undefined;
}

export function isCannotOpen(caught: unknown): boolean {
  return ((sqliteCode(caught) ?? 0) & 0xff) === cannotOpen;
}

/** Answers the KeybearerError for what SQLite threw; anything else is answered as it is. */
export function translateSqlite(caught: unknown, during: 'open' | 'transaction' = 'transaction'): unknown {
  const extended = sqliteCode(caught);
  if (extended === undefined) return caught;
  const code = extended & 0xff;
  if (extended === cannotDelete || (code === cannotOpen && during === 'transaction'))
    return new KeybearerError('vault-read-only', {}, caught);
  return new KeybearerError(codes[code] ?? 'vault-io', { sqlite: code }, caught);
}

/** Runs synchronous SQLite calls and translates what they throw. */
export function translating<T>(during: 'open' | 'transaction', work: () => T): T {
  try {
    return work();
  } catch (caught) {
    throw translateSqlite(caught, during);
  }
}
