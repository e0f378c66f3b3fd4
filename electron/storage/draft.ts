/** Drafts: a new vault is written under a name of its own beside its place, and linked into its place when it is whole. */
import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const draftMark = '.new-';

/** A name for a draft of the vault at `path`, which no other process uses. */
export function newDraftPath(path: string): string {
  return path + draftMark + randomBytes(8).toString('hex');
}

/** The journal goes first: one that is left alone could not be told from another's. */
export function removeDraft(draft: string): void {
  for (const file of [`${draft}-journal`, draft]) rmSync(file, { force: true });
}

/**
 * Removes the drafts that dead processes left. A living one whose draft goes has lost anyway: there is a vault by now.
 * What cannot be removed, in a read-only folder, stays and harms nobody.
 *
 * @param inode Only those that are the vault itself under their second name: its creator died before it took that away.
 */
export function removeDrafts(path: string, inode?: number): void {
  const folder = dirname(path);
  const prefix = basename(path) + draftMark;
  try {
    for (const file of readdirSync(folder)) {
      if (!file.startsWith(prefix) || file.endsWith('-journal')) continue;
      if (inode === undefined || lstatSync(join(folder, file)).ino === inode) removeDraft(join(folder, file));
    }
  } catch {
    return;
  }
}
