/** What the first bytes of a file tell, and what lies beside it: read before SQLite opens it, which alone may change both. */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { KeybearerError } from '../../shared/errors.ts';
import { translateFileError } from './vault-folder.ts';

const magic = Buffer.from('SQLite format 3\0', 'latin1');
/** Write and read version: 1 is a rollback journal, 2 a write-ahead log. @see https://www.sqlite.org/fileformat2.html */
const versionsAt = 18;
const rollbackJournal = Buffer.of(1, 1);

/**
 * Refuses a file that SQLite would change by opening it: one with a write-ahead log is brought up to date and rewritten,
 * whosever it is; and a journal that is a FIFO would be waited for, without end.
 *
 * @throws KeybearerError 'not-a-vault' with `reason` 'journal', 'write-ahead-log' or 'header'; 'vault-permission'.
 */
export function checkFileHeader(path: string): void {
  if (lstatSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined) throw refusal(path, 'write-ahead-log');
  const journal = lstatSync(`${path}-journal`, { throwIfNoEntry: false });
  if (journal !== undefined && !journal.isFile()) throw refusal(path, 'journal');
  // What a journal is about to restore says nothing yet.
  if (journal !== undefined && journal.size > 0) return;
  const header = firstBytes(path, versionsAt + rollbackJournal.length);
  if (!header.subarray(0, magic.length).equals(magic)) throw refusal(path, 'header');
  if (!header.subarray(versionsAt).equals(rollbackJournal)) throw refusal(path, 'write-ahead-log');
}

function refusal(path: string, reason: string): KeybearerError {
  return new KeybearerError('not-a-vault', { path, reason });
}

function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  try {
    const file = openSync(path, 'r');
    const read = readSync(file, bytes, 0, count, 0);
    closeSync(file);
    return bytes.subarray(0, read);
  } catch (cause) {
    throw translateFileError(cause);
  }
}
