/** Opens what the user names for import. Only regular files are read: a FIFO would wait for ever, a device has no end. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/** False too where it cannot be told: reading it will say why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * @returns bytes that the caller wipes.
 * @throws KeybearerError 'file-not-readable' with `reason` 'not-found', 'permission', 'not-a-file', 'too-large' or 'failed'.
 */
export function readImportFile(path: string, maxBytes: number = limits.importFileMaxBytes): Buffer {
  const refuse = (reason: string, cause?: unknown) =>
    new KeybearerError('file-not-readable', { path, reason, max: maxBytes }, cause);
  let descriptor: number;
  try {
    // Without waiting: what turns out to be a FIFO is refused below.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw refuse(reasonOf(cause), cause);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw refuse('not-a-file');
    if (stats.size > maxBytes) throw refuse('too-large');
    return readWhole(descriptor, stats, refuse);
  } finally {
    closeSync(descriptor);
  }
}

/** As much as there was when it was opened: what is appended meanwhile is not waited for. */
function readWhole(
  descriptor: number,
  { size }: Stats,
  refuse: (reason: string, cause?: unknown) => KeybearerError,
): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  try {
    while (length < size) {
      const count = readSync(descriptor, bytes, length, size - length, null);
      if (count === 0) break;
      length += count;
    }
  } catch (cause) {
    throw refuse('failed', cause);
  }
  return bytes.subarray(0, length);
}

function reasonOf(caught: unknown): string {
  const code = caught instanceof Error && 'code' in caught ? caught.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found';
  return code === 'EACCES' || code === 'EPERM' ? 'permission' : 'failed';
}
