/** The programs of wl-clipboard: what the installed one can do, and where it would leave a secret. */
import { statfsSync } from 'node:fs';
import { type MarkedClipboard, marksAmong } from '../marks.ts';
import { runTool } from '../run-tool.ts';
import { unavailable } from '../unavailable.ts';

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
  const help = await runTool({ command: 'wl-copy', args: ['--help'], env }).catch((cause) => {
    throw unavailable('no-wl-copy', cause);
  });
  const isRecent = help.includes('--sensitive');
  const fileFolder = isRecent ? (env.XDG_RUNTIME_DIR ?? '/tmp') : '/tmp';
  if (!isInMemory(fileFolder)) throw unavailable('wl-copy-on-disk');
  return { isRecent, fileFolder };
}

/** A form of text that nobody asks for, with the mark. */
export const markPrefix = 'text/vnd.keybearer.';

export function wlClipboard(env: NodeJS.ProcessEnv): MarkedClipboard {
  return {
    marks: async () => {
      // It fails where there is nothing.
      const types = await runTool({ command: 'wl-paste', args: ['--list-types'], env }).catch(() => '');
      return marksAmong(types.split('\n'), markPrefix);
    },
    clear: async () => {
      await runTool({ command: 'wl-copy', args: ['--clear'], env });
    },
  };
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
