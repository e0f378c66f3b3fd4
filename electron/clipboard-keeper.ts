/** Entry: a keeper of the clipboard, `clipboard-keeper KIND ACTION`, started by electron/clipboard/keeper-process.ts. */
import type { ClipboardAdapter } from './clipboard/holding.ts';
import type { KeeperAction } from './clipboard/keeper-protocol.ts';
import type { ClipboardKind } from './clipboard/kinds.ts';
import { runKeeper } from './clipboard/run-keeper.ts';

/** Only the one that is wanted is loaded: whoever copies waits for it. */
const adapters: Record<ClipboardKind, () => Promise<ClipboardAdapter>> = {
  x11: async () => (await import('./clipboard/x11/x-clipboard.ts')).xClipboard,
  wayland: async () => (await import('./clipboard/wayland/wayland-clipboard.ts')).waylandClipboard(),
  macos: async () => (await import('./clipboard/stored/system-clipboard.ts')).macosClipboard(),
  windows: async () => (await import('./clipboard/stored/system-clipboard.ts')).windowsClipboard(),
};

const [kind, action] = process.argv.slice(2) as [ClipboardKind, KeeperAction];
void runKeeper(adapters[kind], action);
