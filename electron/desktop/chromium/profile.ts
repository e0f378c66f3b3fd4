/** The browser's profile: a private folder that lasts as long as the window, in memory where the system has such a place. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const mark = 'keybearer-window-';

/** @returns its path; what dead processes left of theirs is removed. */
export function makeProfile(env: Readonly<Record<string, string | undefined>>): string {
  const runtime = env.XDG_RUNTIME_DIR;
  const parent = runtime !== undefined && isAbsolute(runtime) ? runtime : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${mark}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeProfile(join(parent, name));
  }
  return mkdtempSync(join(parent, `${mark}${process.pid}-`));
}

/** The browser may still be writing its last: it is tried for a while. Another user's folder stays. */
export function removeProfile(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
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
