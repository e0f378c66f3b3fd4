/** The keepers of clipboards that run, as the system shows them. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessSeen {
  readonly pid: number;
  readonly cmdline: string;
  readonly environ: string;
}

/** @param variable As NAME=value, of their environment. */
export function processesWith(variable: string): ProcessSeen[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const [cmdline, environ] = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      return environ!.split('\0').includes(variable)
        ? [{ pid: Number(pid), cmdline: cmdline!, environ: environ! }]
        : [];
    } catch {
      return []; // it ended while we looked, or is somebody else's
    }
  });
}

export function keepersWith(variable: string): ProcessSeen[] {
  return processesWith(variable).filter(({ cmdline }) => cmdline.includes('-keeper'));
}

/** The keepers on an X display. */
export function keepersOn(display: string): ProcessSeen[] {
  return keepersWith(`DISPLAY=${display}`);
}

const patienceMs = 40_000;

/** Waits for a state, and fails when it does not come. */
export async function eventually(state: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!state()) {
    if (Date.now() > giveUpAt) throw new Error(`it never came to ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
