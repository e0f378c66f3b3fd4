/** Entry: a keeper of the clipboard, `clipboard-keeper KIND ACTION`, started by electron/clipboard/keeper-process.ts. */
import type { ClipboardAdapter } from './clipboard/holding.ts';
import type { KeeperAction } from './clipboard/keeper-protocol.ts';
import type { ClipboardKind } from './clipboard/kinds.ts';
import { runKeeper } from './clipboard/run-keeper.ts';
import { macosPasteboard } from './clipboard/stored/macos-pasteboard.ts';
import { systemClipboard } from './clipboard/stored/system-clipboard.ts';
import { windowsClipboard } from './clipboard/stored/windows-clipboard.ts';
import { waylandClipboard } from './clipboard/wayland/wayland-clipboard.ts';
import { xClipboard } from './clipboard/x11/x-clipboard.ts';

const adapters: Record<ClipboardKind, ClipboardAdapter> = {
  x11: xClipboard,
  wayland: waylandClipboard(),
  macos: systemClipboard(macosPasteboard),
  windows: systemClipboard(windowsClipboard),
};

const [kind, action] = process.argv.slice(2) as [ClipboardKind, KeeperAction];
void runKeeper(adapters[kind], action);
