/**
 * A keeper: a process of its own that holds the clipboard until the time is up, or something else is copied. It takes the
 * secret on stdin; nothing of it is in its arguments, its environment or a file. Who started it may be gone long before.
 */
import type { Readable } from 'node:stream';
import { limits } from '../../shared/limits.ts';
import type { HeldClipboard } from './holding.ts';
import { decodeTask, type Task } from './keeper-protocol.ts';
import type { Report } from './keeper-report.ts';
import { timeIsUp } from './time-is-up.ts';

export interface KeeperStreams {
  readonly stdin: Readable;
  /** Says something to the one who started it, who may have left. */
  say(report: Report): void;
  /** Resolves when the system asks this process to end. */
  readonly dismissed: Promise<void>;
}

/** Holds the clipboard. Resolves when there is nothing left to do. */
export async function hold(
  reach: () => Promise<HeldClipboard>,
  { stdin, say, dismissed }: KeeperStreams,
): Promise<void> {
  const clipboard = await reach();
  try {
    say({ said: 'reached' });
    const task = await readTask(stdin);
    if (task !== undefined) await holdText(clipboard, task, say, dismissed);
  } finally {
    clipboard.close();
  }
}

async function holdText(
  clipboard: HeldClipboard,
  { text, clearAfterMs }: Task,
  say: KeeperStreams['say'],
  dismissed: Promise<void>,
): Promise<void> {
  const holding = await clipboard.take(text, clearAfterMs);
  say({ said: 'held' });
  if (clearAfterMs === null && clipboard.outlivesKeeper) return;
  const over = clearAfterMs === null ? [] : [timeIsUp(clearAfterMs)];
  await Promise.race([holding.gone, dismissed, ...over]);
  await holding.release();
  text.fill(0);
}

/** @returns undefined where no task comes. */
async function readTask(stdin: Readable): Promise<Task | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > limits.clipboardMaxBytes) return undefined;
  }
  const whole = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  return decodeTask(whole);
}
