/** The browser's profile: a private folder that lasts as long as the window, in memory where the system has such a place. */
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const mark = 'keybearer-window-';
const triesMax = 30;

/** @returns its path; what dead processes left of theirs is removed. */
export function makeProfile(env: Readonly<Record<string, string | undefined>>): string {
  const runtime = env.XDG_RUNTIME_DIR;
  const parent = runtime !== undefined && isAbsolute(runtime) ? runtime : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${mark}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)) && isOurs(join(parent, name))) remove(join(parent, name));
  }
  return mkdtempSync(join(parent, `${mark}${process.pid}-`));
}

/** The browser's last process may still be writing, and put the folder there again: it is looked at for a while. */
export async function removeProfile(path: string): Promise<void> {
  for (let left = triesMax; left > 0; left--) {
    remove(path);
    await delay(100);
    if (!existsSync(path)) return;
  }
}

/** In a folder for all, anybody may give a thing that name; and the administrator could remove what is in it. */
function isOurs(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  return entry?.isDirectory() === true && (process.getuid === undefined || entry.uid === process.getuid());
}

/** What cannot be removed stays for the next start. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    return;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (caught) {
    return caught instanceof Error && 'code' in caught && caught.code === 'EPERM';
  }
}
