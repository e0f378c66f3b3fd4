/** Drafts of new files: what one is called, and what becomes of those that a killed process left. They hold ciphertext alone. */
import { randomBytes } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const draftName = /\.part-[0-9a-f]{16}$/;
/** A younger one may belong to a process that is at work, on another machine too. */
const leftAfterMs = 24 * 60 * 60_000;
const beginnings = ['age-encryption.org/', '-----BEGIN AGE '].map((text) => Buffer.from(text));

/** A name for a draft of the file at `path`, which no other process uses. */
export function newDraftPath(path: string): string {
  return `${path}.part-${randomBytes(8).toString('hex')}`;
}

/** Removes what is surely such a draft, in that folder alone. What cannot be looked at or removed stays. */
export function removeLeftDrafts(folder: string, now: number): void {
  for (const file of orNothing(() => readdirSync(folder).filter((name) => draftName.test(name))) ?? []) {
    const path = join(folder, file);
    orNothing(() => isLeft(path, now) && rmSync(path));
  }
}

function isLeft(path: string, now: number): boolean {
  const entry = lstatSync(path);
  const isOurs = process.getuid === undefined || entry.uid === process.getuid();
  return entry.isFile() && isOurs && now - entry.mtimeMs > leftAfterMs && beginsAsOurs(path);
}

/** It was cut off anywhere, so its beginning may be cut off as well. */
function beginsAsOurs(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(32);
    const found = head.subarray(0, readSync(descriptor, head));
    return beginnings.some((beginning) =>
      beginning.subarray(0, found.length).equals(found.subarray(0, beginning.length)),
    );
  } finally {
    closeSync(descriptor);
  }
}

function orNothing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
