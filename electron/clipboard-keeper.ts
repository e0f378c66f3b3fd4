/** Entry: a keeper of the clipboard, `clipboard-keeper KIND hold|clear`, started by electron/clipboard/keeper-process.ts. */
import type { ClipboardAdapter } from './clipboard/holding.ts';
import type { KeeperAction } from './clipboard/keeper-protocol.ts';
import type { ClipboardKind } from './clipboard/kinds.ts';
import { runKeeper } from './clipboard/run-keeper.ts';
import { waylandClipboard } from './clipboard/wayland/wayland-clipboard.ts';
import { xClipboard } from './clipboard/x11/x-clipboard.ts';

const adapters: Record<ClipboardKind, ClipboardAdapter> = {
  x11: xClipboard,
  wayland: waylandClipboard(),
};

const [kind, action] = process.argv.slice(2) as [ClipboardKind, KeeperAction];
void runKeeper(adapters[kind], action);
