/** The clipboard of a Wayland session, by the programs of wl-clipboard. */
import { connect } from 'node:net';
import { isAbsolute, join } from 'node:path';
import type { ClipboardAdapter } from '../holding.ts';
import { clearMarked } from '../marks.ts';
import { unavailable } from '../unavailable.ts';
import { findWlCopy, wlClipboard } from './wl-clipboard.ts';
import { WlCopyHolding } from './wl-copy-holding.ts';

export interface WaylandSettings {
  /** Whether what is written in a folder stays in memory. */
  readonly isInMemory?: (folder: string) => boolean;
}

export function waylandClipboard({ isInMemory }: WaylandSettings = {}): ClipboardAdapter {
  return {
    reach: async (env) => {
      const wlCopy = await findWlCopy(env, isInMemory);
      await reachCompositor(env);
      const take = (text: Buffer) => WlCopyHolding.take(text, wlCopy, env);
      return { outlivesKeeper: false, take, close: () => undefined };
    },
    clear: async (env) => {
      await findWlCopy(env, isInMemory);
      await reachCompositor(env);
      return clearMarked(wlClipboard(env));
    },
  };
}

/** @throws KeybearerError 'clipboard-unavailable' with `reason` 'display-refused'. */
function reachCompositor({ WAYLAND_DISPLAY = '', XDG_RUNTIME_DIR = '' }: NodeJS.ProcessEnv): Promise<void> {
  const path = isAbsolute(WAYLAND_DISPLAY) ? WAYLAND_DISPLAY : join(XDG_RUNTIME_DIR, WAYLAND_DISPLAY);
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', (cause) => reject(unavailable('display-refused', cause)));
  });
}
