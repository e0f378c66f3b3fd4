/** The clipboard of macOS or Windows, with all that a keeper there needs. */
import type { ClipboardAdapter } from '../holding.ts';
import { PendingClearFile, pendingClearPath } from './pending-clear.ts';
import { type StoredClipboardTools, storedClipboard } from './stored-clipboard.ts';

export function systemClipboard(tools: (env: NodeJS.ProcessEnv) => StoredClipboardTools): ClipboardAdapter {
  const pendingFile = new PendingClearFile(pendingClearPath());
  return storedClipboard({ tools: tools(process.env), pendingFile, clock: Date.now, isAlive });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
