/** Finds out what tells of a locked screen where the shell does not: as compose.ts, chosen here and nowhere else. */
import type { Settings } from './compose.ts';
import type { ScreenLock } from './desktop/shell.ts';

/** @returns undefined where nothing does. The application closes it. */
export async function composeScreenLock({ platform, env }: Settings): Promise<ScreenLock | undefined> {
  if (platform !== 'linux') return undefined;
  return (await import('./dbus/screen-lock.ts')).watchScreenLock(env);
}
