/** The clipboard of a Wayland session, by the programs of wl-clipboard. */
import { connect } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';
import type { ClipboardAdapter } from '../holding.ts';
import { unavailable } from '../unavailable.ts';
import { clearAnything, findWlCopy, offeredTypes } from './wl-clipboard.ts';
import { ownType, WlCopyHolding } from './wl-copy-holding.ts';

export interface WaylandSettings {
  /** Whether what is written in a folder stays in memory. */
  readonly isInMemory?: (folder: string) => boolean;
}

export function waylandClipboard({ isInMemory }: WaylandSettings = {}): ClipboardAdapter {
  return {
    reach: async (env) => {
      const wlCopy = await findWlCopy(env, isInMemory);
      await reachCompositor(env);
      return { take: (text) => WlCopyHolding.take(text, wlCopy, env), close: () => undefined };
    },
    clear: async (env) => {
      await findWlCopy(env, isInMemory);
      await reachCompositor(env);
      if (!(await isOurs(env))) return false;
      await clearAnything(env).catch((cause) => {
        throw new KeybearerError('clipboard-not-cleared', {}, cause);
      });
      if (await isOurs(env)) throw new KeybearerError('clipboard-not-cleared');
      return true;
    },
  };
}

async function isOurs(env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await offeredTypes(env)).some((type) => type.startsWith(ownType));
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
