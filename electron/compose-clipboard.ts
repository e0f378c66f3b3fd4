/** Builds the clipboard of this system: as compose.ts, chosen here and nowhere else. Most commands do without one. */
import { dirname, join } from 'node:path';
import { KeptClipboard } from './clipboard/keeper-process.ts';
import { clipboardKind } from './clipboard/kinds.ts';
import { markFile } from './clipboard/mark-file.ts';
import { type TextClipboard, TimedClipboard } from './clipboard/timed-clipboard.ts';
import { unavailable } from './clipboard/unavailable.ts';
import type { Clipboard } from './delivery/clipboard.ts';

export interface ClipboardSettings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** The program that keeps it; else the one that is built beside this file. */
  readonly keeper?: string;
}

/** @throws KeybearerError 'clipboard-unavailable' where there is no desktop session. */
export function composeClipboard({ env, platform, keeper }: ClipboardSettings): Clipboard {
  const kind = clipboardKind(env, platform);
  if (kind === undefined) throw unavailable('no-display');
  const program = keeper ?? join(import.meta.dirname, 'clipboard-keeper.cjs');
  return new KeptClipboard({ kind, program, env, platform });
}

/** The clipboard of a platform's own, cleared by us; for a shell that has one. */
export function composeTimedClipboard(vaultFile: string, clipboard: TextClipboard): Clipboard {
  return new TimedClipboard(clipboard, markFile(join(dirname(vaultFile), 'clipboard.json')));
}
