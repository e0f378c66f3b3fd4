/** A file of ours among the system's settings: written whole, and never over somebody else's. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';

/** Stands in every file that we write there. */
export const ownMark = 'Written by "keybearer remind", which also takes it away. Changes are lost.';

/** @throws KeybearerError 'file-exists' when it is not ours, 'scheduler-unavailable' when the system refuses. */
export function writeOwnFile(path: string, text: string): void {
  if (ownFileState(path) === 'foreign') throw new KeybearerError('file-exists', { path });
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceWhole(path, text);
  } catch (cause) {
    throw new KeybearerError('scheduler-unavailable', { program: path, reason: 'not-written' }, cause);
  }
}

function replaceWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { flag: 'wx', flush: true });
  try {
    renameSync(draft, path);
  } catch (caught) {
    rmSync(draft, { force: true });
    throw caught;
  }
}

/** @returns whether it was there. @throws KeybearerError 'file-exists' when it is not ours. */
export function removeOwnFile(path: string): boolean {
  const state = ownFileState(path);
  if (state === 'foreign') throw new KeybearerError('file-exists', { path });
  if (state === 'ours') rmSync(path);
  return state === 'ours';
}

/** What cannot be read is not ours. */
export function ownFileState(path: string): 'none' | 'ours' | 'foreign' {
  try {
    return readFileSync(path, 'utf8').includes(ownMark) ? 'ours' : 'foreign';
  } catch (caught) {
    const { code } = caught as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'none' : 'foreign';
  }
}
