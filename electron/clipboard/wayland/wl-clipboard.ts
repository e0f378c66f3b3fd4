/** The programs of wl-clipboard: what the installed one can do, and where it would leave a secret. */
import { execFile } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { promisify } from 'node:util';
import { unavailable } from '../unavailable.ts';

const run = promisify(execFile);

export interface WlCopy {
  /** From 2.3 on: it marks what it copies as a secret (B5), and its file goes where TMPDIR says and is unlinked at once. */
  readonly isRecent: boolean;
  /** Where it puts the file that it serves the text from. */
  readonly fileFolder: string;
}

/**
 * wl-copy serves stdin from a file, which is no place for a secret unless it is in memory.
 *
 * @throws KeybearerError 'clipboard-unavailable' with `reason` 'no-wl-copy' or 'wl-copy-on-disk'.
 * @see https://github.com/bugaevc/wl-clipboard/blob/master/src/util/files.c (dump_stdin_into_a_temp_file)
 */
export async function findWlCopy(env: NodeJS.ProcessEnv, isInMemory = isMemoryFolder): Promise<WlCopy> {
  const help = await run('wl-copy', ['--help'], { env }).catch((cause) => {
    throw unavailable('no-wl-copy', cause);
  });
  const isRecent = help.stdout.includes('--sensitive');
  const fileFolder = isRecent ? (env.XDG_RUNTIME_DIR ?? '/tmp') : '/tmp';
  if (!isInMemory(fileFolder)) throw unavailable('wl-copy-on-disk');
  return { isRecent, fileFolder };
}

/** The forms in which the clipboard's content is offered; none where it is empty. */
export async function offeredTypes(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  try {
    return (await run('wl-paste', ['--list-types'], { env })).stdout.split('\n');
  } catch {
    return []; // it fails where there is nothing
  }
}

/** Whatever is there. */
export async function clearAnything(env: NodeJS.ProcessEnv): Promise<void> {
  await run('wl-copy', ['--clear'], { env });
}

/** @see statfs(2): TMPFS_MAGIC, RAMFS_MAGIC */
const memoryFileSystems = [0x0102_1994, 0x8584_58f6];

function isMemoryFolder(path: string): boolean {
  try {
    return memoryFileSystems.includes(statfsSync(path).type);
  } catch {
    return false;
  }
}
