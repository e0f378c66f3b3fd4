/**
 * Reads a password store as `pass` keeps it: one file per entry, each decrypted by gpg, which asks for what it needs by
 * itself.
 */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { SourceContents } from '../import/item.ts';
import { readPassEntry } from '../import/pass-entry.ts';

/** Deeper than any store; a folder that contains itself by a mount ends here. */
const maxDepth = 32;

/** Whether a folder is one: it names the keys that it is encrypted for. */
export function isPasswordStore(folder: string): boolean {
  return namesIn(folder).some(({ name }) => name === '.gpg-id');
}

/** @throws KeybearerError 'source-tool-missing', 'source-tool-failed', 'source-malformed'. */
export async function readPasswordStore(folder: string, signal: AbortSignal): Promise<SourceContents> {
  const paths = entriesIn(folder, 0);
  if (paths.length > limits.importItemsMax)
    throw new KeybearerError('source-malformed', {
      path: folder,
      kind: 'pass',
      reason: 'too-many',
      max: limits.importItemsMax,
    });
  const items = [];
  for (const path of paths) {
    const plain = await decrypt(path, signal);
    try {
      items.push(readPassEntry(relative(folder, path).slice(0, -'.gpg'.length).replaceAll(sep, '/'), plain));
    } catch (caught) {
      if (!(caught instanceof KeybearerError)) throw caught;
      throw new KeybearerError(caught.code, { ...caught.details, path, kind: 'pass' });
    } finally {
      plain.fill(0);
    }
  }
  return { path: folder, kind: 'pass', items, leftOut: [] };
}

/** Files alone, in order. Links are not followed: they may lead out of the store. */
function entriesIn(folder: string, depth: number): string[] {
  if (depth > maxDepth) return [];
  return namesIn(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : entriesIn(path, depth + 1);
    return entry.isFile() && entry.name.endsWith('.gpg') ? [path] : [];
  });
}

function namesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    throw new KeybearerError('file-not-readable', { path: folder, reason: 'permission' }, cause);
  }
}

async function decrypt(path: string, signal: AbortSignal): Promise<Buffer> {
  // Loaded here: at the top it would cost the start of every command.
  const { execFile } = await import('node:child_process');
  const args = ['--quiet', '--no-encrypt-to', '--decrypt', '--', path];
  const options = { encoding: 'buffer', maxBuffer: limits.secretMaxBytes + limits.notesMaxBytes, signal } as const;
  return new Promise((resolve, reject) => {
    const child = execFile('gpg', args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(failure(error, path, signal));
    });
    child.stdin?.end();
  });
}

// What gpg says stays out of the error: it may quote what it decrypted so far.
function failure(error: Error & { code?: string | number | null }, path: string, signal: AbortSignal): KeybearerError {
  if (signal.aborted) return new KeybearerError('cancelled');
  if (error.code === 'ENOENT') return new KeybearerError('source-tool-missing');
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new KeybearerError('source-malformed', {
      path,
      kind: 'pass',
      reason: 'too-long',
      max: limits.secretMaxBytes,
    });
  return new KeybearerError('source-tool-failed', { path });
}
