/** A clipboard that the system itself stores, as macOS and Windows do: what is there outlives whoever put it there. */
import type { ClipboardAdapter, Holding } from '../holding.ts';
import { clearMarked, type MarkedClipboard, newMark } from '../marks.ts';
import { unavailable } from '../unavailable.ts';
import type { PendingClear, PendingClearFile } from './pending-clear.ts';

export interface StoredClipboardTools extends MarkedClipboard {
  /** Puts text there with the mark beside it, and what tells others that it is a secret (B5). */
  write(text: Buffer, mark: string): Promise<void>;
}

export interface StoredClipboardParts {
  readonly tools: StoredClipboardTools;
  readonly pendingFile: PendingClearFile;
  /** Milliseconds since 1970, UTC. */
  readonly clock: () => number;
  /** Whether a process of that number runs. */
  isAlive(pid: number): boolean;
}

/** A keeper that is this late will not come: its number belongs to somebody else by now. */
const graceMs = 60_000;

export function storedClipboard(parts: StoredClipboardParts): ClipboardAdapter {
  const { tools, pendingFile } = parts;
  return {
    reach: async () => ({
      outlivesKeeper: true,
      take: (text, clearAfterMs) => take(parts, text, clearAfterMs),
      close: () => undefined,
    }),
    clear: async () => {
      const wasOurs = await clearMarked(tools);
      const pending = pendingFile.read();
      if (pending !== undefined) pendingFile.remove(pending.mark);
      return wasOurs;
    },
    clearLeftover: async () => {
      const pending = pendingFile.read();
      if (pending === undefined || !isLeftOver(pending, parts)) return false;
      const wasOurs = await clearMarked(tools, pending.mark);
      pendingFile.remove(pending.mark);
      return wasOurs;
    },
  };
}

function isLeftOver({ pid, clearAt }: PendingClear, { clock, isAlive }: StoredClipboardParts): boolean {
  return !isAlive(pid) || clock() > clearAt + graceMs;
}

async function take(parts: StoredClipboardParts, text: Buffer, clearAfterMs: number | null): Promise<Holding> {
  const { tools, pendingFile, clock } = parts;
  const mark = newMark();
  // First the note: a keeper that dies in between leaves one of something that is not there.
  if (clearAfterMs !== null) pendingFile.write({ mark, pid: process.pid, clearAt: clock() + clearAfterMs });
  await tools.write(text, mark).catch((cause) => {
    pendingFile.remove(mark);
    throw unavailable('failed', cause);
  });
  return {
    // Nobody tells; it is looked at when the time is up.
    gone: new Promise(() => undefined),
    release: async () => {
      await clearMarked(tools, mark);
      pendingFile.remove(mark);
    },
  };
}
