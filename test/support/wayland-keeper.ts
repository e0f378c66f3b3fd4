/** The keeper of Wayland where no folder is in memory: this machine's wl-copy may write where it does. */
import type { KeeperAction } from '../../electron/clipboard/keeper-protocol.ts';
import { runKeeper } from '../../electron/clipboard/run-keeper.ts';
import { waylandClipboard } from '../../electron/clipboard/wayland/wayland-clipboard.ts';

void runKeeper(async () => waylandClipboard({ isInMemory: () => true }), process.argv[3] as KeeperAction);
