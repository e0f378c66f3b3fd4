/** The clipboard of macOS or Windows, with all that a keeper there needs. */
import type { ClipboardAdapter } from '../holding.ts';
import { macosPasteboard } from './macos-pasteboard.ts';
import { PendingClearFile, pendingClearPath } from './pending-clear.ts';
import { type StoredClipboardTools, storedClipboard } from './stored-clipboard.ts';
import { windowsForms } from './windows-forms.ts';

export function macosClipboard(): ClipboardAdapter {
  return systemClipboard(macosPasteboard(process.env));
}

export function windowsClipboard(): ClipboardAdapter {
  return systemClipboard(windowsForms(process.env));
}

function systemClipboard(tools: StoredClipboardTools): ClipboardAdapter {
  const pendingFile = new PendingClearFile(pendingClearPath());
  return storedClipboard({ tools, pendingFile, clock: Date.now, isAlive });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
