/** Processes of this machine, by what they were started with. Linux alone. */
import { readdirSync, readFileSync } from 'node:fs';

/** @returns the ids of those whose command line holds a text, the oldest first. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(text))
    .map(Number)
    .sort((one, other) => one - other);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}
