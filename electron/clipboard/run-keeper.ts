/** A keeper's process, from its start to its end. */
import { writeSync } from 'node:fs';
import type { ClipboardAdapter } from './holding.ts';
import { hold } from './keeper.ts';
import { encodeReport, failedReport, type KeeperAction } from './keeper-protocol.ts';
import type { Report } from './keeper-report.ts';

const stdout = 1;

/** Does what it was started for, and ends the process. */
export async function runKeeper(load: () => Promise<ClipboardAdapter>, action: KeeperAction): Promise<never> {
  const { env, stdin } = process;
  const dismissed = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  try {
    const adapter = await load();
    if (action === 'clear') say(cleared(await adapter.clear(env)));
    else if (action === 'clear-leftover') say(cleared((await adapter.clearLeftover?.(env)) ?? false));
    else await hold(() => adapter.reach(env), { stdin, say, dismissed });
  } catch (caught) {
    say(failedReport(caught));
  }
  process.exit();
}

function cleared(wasOurs: boolean): Report {
  return { said: wasOurs ? 'cleared' : 'nothing' };
}

function say(report: Report): void {
  try {
    writeSync(stdout, encodeReport(report));
  } catch {
    // who started us has left
  }
}
