/** The keepers that a process has started, as the system shows them. */
import { readdirSync, readFileSync } from 'node:fs';

export interface KeeperSeen {
  readonly pid: number;
  readonly cmdline: string;
  readonly environ: string;
}

/** @param program A word of its command line. */
export function findKeepers(program = 'clipboard-keeper'): KeeperSeen[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const cmdline = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!cmdline.includes(program)) return [];
      return [{ pid: Number(pid), cmdline, environ: readFileSync(`/proc/${pid}/environ`, 'utf8') }];
    } catch {
      return []; // it ended while we looked
    }
  });
}

/** The keepers on one display. */
export function keepersOn(display: string): KeeperSeen[] {
  return findKeepers().filter(({ environ }) => environ.split('\0').includes(`DISPLAY=${display}`));
}

const patienceMs = 20_000;

/** Waits for a state, and fails when it does not come. */
export async function eventually(state: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!state()) {
    if (Date.now() > giveUpAt) throw new Error(`it never came to ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
