/** Files that the user names on the command line. */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { KeybearerError } from '../../shared/errors.ts';
import { stripLineEnd } from './line-end.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads a small file, or stdin for "-". One line end at its end is taken off.
 *
 * @param purpose What it holds, for the error.
 * @returns bytes that the caller wipes.
 * @throws KeybearerError 'file-not-readable' with `reason` 'not-found', 'permission', 'not-a-file', 'too-large' or 'failed'.
 */
export async function readInput(terminal: Terminal, path: string, purpose: string, maxBytes: number): Promise<Buffer> {
  // Two more bytes for the line end that does not count.
  return stripLineEnd(await readWhole(terminal, path, purpose, maxBytes + 2));
}

/** The same for what is not a text: nothing is taken off. */
export async function readWhole(terminal: Terminal, path: string, purpose: string, maxBytes: number): Promise<Buffer> {
  return path === '-' ? terminal.readStdin(purpose, maxBytes) : readFile(path, purpose, maxBytes);
}

/** Writes a new private file; one that exists is never overwritten. */
export function writeNewFile(path: string, text: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx', 0o600);
  } catch (cause) {
    throw new KeybearerError(
      systemCode(cause) === 'EEXIST' ? 'file-exists' : 'file-not-readable',
      { path, reason: 'permission' },
      cause,
    );
  }
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function readFile(path: string, purpose: string, maxBytes: number): Buffer {
  const refuse = (reason: string, cause?: unknown) =>
    new KeybearerError('file-not-readable', { path, purpose, reason, max: maxBytes }, cause);
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (cause) {
    const reasons: Record<string, string> = { ENOENT: 'not-found', ENOTDIR: 'not-found', EACCES: 'permission' };
    throw refuse(reasons[systemCode(cause)] ?? 'failed', cause);
  }
  try {
    const stats = fstatSync(descriptor);
    // /dev/stdin and the shell's <(...) are pipes: those are read like files.
    if (stats.isDirectory() || stats.isBlockDevice()) throw refuse('not-a-file');
    return readAll(descriptor, maxBytes, refuse);
  } finally {
    closeSync(descriptor);
  }
}

function readAll(
  descriptor: number,
  maxBytes: number,
  refuse: (reason: string, cause?: unknown) => KeybearerError,
): Buffer {
  const buffer = Buffer.alloc(maxBytes + 1);
  let length = 0;
  for (;;) {
    const count = readSome(descriptor, buffer, length, refuse);
    if (count === 0) break;
    length += count;
    if (length > maxBytes) throw refuse('too-large');
  }
  const bytes = Buffer.from(buffer.subarray(0, length));
  buffer.fill(0, 0, length);
  return bytes;
}

function readSome(
  descriptor: number,
  buffer: Buffer,
  at: number,
  refuse: (reason: string, cause?: unknown) => KeybearerError,
): number {
  try {
    return readSync(descriptor, buffer, at, buffer.length - at, null);
  } catch (cause) {
    throw refuse('failed', cause);
  }
}

function systemCode(caught: unknown): string {
  return caught instanceof Error && 'code' in caught ? String(caught.code) : '';
}
