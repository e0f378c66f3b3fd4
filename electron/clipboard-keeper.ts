/** Entry: a keeper of the clipboard, `clipboard-keeper KIND hold|clear`, started by electron/clipboard/keeper-process.ts. */
import { writeSync } from 'node:fs';
import type { HeldClipboard } from './clipboard/holding.ts';
import { hold } from './clipboard/keeper.ts';
import { encodeReport, failedReport, type Report } from './clipboard/keeper-protocol.ts';
import type { ClipboardKind } from './clipboard/kinds.ts';
import { askToLeave } from './clipboard/x11/ask-to-leave.ts';
import { reachSelection } from './clipboard/x11/selection.ts';

interface Adapter {
  reach(env: NodeJS.ProcessEnv): Promise<HeldClipboard>;
  clear(env: NodeJS.ProcessEnv): Promise<boolean>;
}

const adapters: Record<ClipboardKind, Adapter> = {
  x11: { reach: reachSelection, clear: askToLeave },
};

const stdout = 1;

function say(report: Report): void {
  try {
    writeSync(stdout, encodeReport(report));
  } catch {
    // who started us has left
  }
}

async function run(kind: string | undefined, action: string | undefined): Promise<void> {
  const adapter = adapters[kind as ClipboardKind];
  const dismissed = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  try {
    if (action === 'clear') say({ said: (await adapter.clear(process.env)) ? 'cleared' : 'nothing' });
    else await hold(() => adapter.reach(process.env), { stdin: process.stdin, say, dismissed });
  } catch (caught) {
    say(failedReport(caught));
  }
}

void run(process.argv[2], process.argv[3]).then(() => process.exit());
