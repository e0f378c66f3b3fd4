/**
 * A new file that appears under its name whole and synced, or not at all. It is written beside its place, under a name of its
 * own, and put there at the end; one that exists is never overwritten.
 */
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { newDraftPath, removeLeftDrafts } from './left-drafts.ts';

export class NewFile {
  readonly #path: string;
  readonly #draft: string;
  #descriptor: number | undefined;

  /**
   * Makes the draft, readable by this user alone, so that what hinders writing is known before there is anything to write.
   *
   * @throws KeybearerError 'file-exists', 'file-not-written' with `reason`.
   */
  constructor(path: string) {
    this.#path = path;
    this.#draft = newDraftPath(path);
    removeLeftDrafts(dirname(path), Date.now());
    this.#descriptor = translating(path, () => {
      requireNoFile(path);
      return openSync(this.#draft, 'wx', 0o600);
    });
  }

  /** Writes the bytes and gives the file its name. */
  finish(bytes: Buffer, link: typeof linkSync = linkSync): void {
    try {
      translating(this.#path, () => {
        this.#write(bytes);
        putInPlace(this.#draft, this.#path, link);
        syncFolder(dirname(this.#path));
      });
    } finally {
      this.discard();
    }
  }

  /** Leaves nothing behind of what was not finished. */
  discard(): void {
    this.#close();
    rmSync(this.#draft, { force: true });
  }

  #write(bytes: Buffer): void {
    if (this.#descriptor === undefined) throw new Error('written already');
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    fsyncSync(this.#descriptor);
    this.#close();
    // A stick that swallows writes is noticed before anybody relies on it.
    if (!readFileSync(this.#draft).equals(bytes)) throw new Error('reads otherwise than it was written');
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function putInPlace(draft: string, path: string, link: typeof linkSync): void {
  try {
    link(draft, path);
  } catch (caught) {
    if (systemCode(caught) === 'EEXIST') throw caught;
    // A memory stick's FAT has no links. Taking the name first keeps what another process may put there meanwhile.
    closeSync(openSync(path, 'wx', 0o600));
    renameSync(draft, path);
  }
}

/** @throws KeybearerError 'file-exists' for anything of that name, a link to nowhere too. */
export function requireNoFile(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw new KeybearerError('file-exists', { path });
}

// So that the name is durable too. Windows does not let folders be opened.
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

function translating<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (caught) {
    if (isKeybearerError(caught)) throw caught;
    const system = systemCode(caught);
    if (system === 'EEXIST') throw new KeybearerError('file-exists', { path }, caught);
    throw new KeybearerError('file-not-written', { path, reason: reasons[system] ?? 'failed', system }, caught);
  }
}

function systemCode(caught: unknown): string {
  return caught instanceof Error && 'code' in caught ? String(caught.code) : '';
}
