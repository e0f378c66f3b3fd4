/** The memory of other processes, from /proc: Linux alone has it. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  readonly pid: number;
  readonly commandLine: string;
  /** Bytes in memory, with all that it shares with others. */
  readonly rss: number;
  /** The same, of what it shares its part alone: of several processes these may be added. */
  readonly pss: number;
}

/** A process and all that it has started, as far as they live. */
export function memoryOfTree(root: number): ProcessMemory[] {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const tree = new Set([root]);
  // A child's number may be lower than its parent's: until nothing is added any more.
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of parents) if (parent !== undefined && tree.has(parent)) tree.add(pid);
  }
  return [...tree].flatMap((pid) => memoryOf(pid) ?? []);
}

/** The first process that was started with these words. */
export function findProcess(words: string): number | undefined {
  return pids().find((pid) => commandLineOf(pid)?.includes(words));
}

export function memoryOf(pid: number): ProcessMemory | undefined {
  const rollup = read(pid, 'smaps_rollup');
  const commandLine = commandLineOf(pid);
  if (rollup === undefined || commandLine === undefined) return undefined;
  const bytes = (name: string) => 1024 * Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(rollup)?.[1]);
  return { pid, commandLine, rss: bytes('Rss'), pss: bytes('Pss') };
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The name before it, in brackets, may hold anything. */
function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function commandLineOf(pid: number): string | undefined {
  return read(pid, 'cmdline')?.replaceAll('\0', ' ');
}

/** Undefined: it has ended meanwhile. */
function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
