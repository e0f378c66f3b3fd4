/** What a process leaves that died in the middle of a transaction: a file half overwritten, and the journal that undoes it. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestHome } from './test-vault.ts';

/** Puts a vault into that state. With its journal it is what it was; without, its audit log would be gone. */
export function leaveHotJournal(home: TestHome): void {
  const copy = join(home.folder, '..', 'half-written.db');
  copyFileSync(home.path, copy);
  const dying = new DatabaseSync(copy);
  // Too small a cache for the changed pages: they go to the file, and the journal is synced before.
  dying.exec('PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE');
  dying.exec('DELETE FROM event; DELETE FROM secret; DELETE FROM details; UPDATE api_key SET sealed = zeroblob(9000)');
  copyFileSync(copy, home.path);
  copyFileSync(`${copy}-journal`, `${home.path}-journal`);
  dying.exec('ROLLBACK');
  dying.close();
  rmSync(copy);
  if (existsSync(`${copy}-journal`)) throw new Error('the sample still has its journal');
}
