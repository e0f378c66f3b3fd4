/** Finds out whether there is a tray to be in: as compose.ts, chosen here and nowhere else. */
import type { Settings } from './compose.ts';

/** @param waitMs How long a panel that comes up with the session is waited for. */
export async function hasTray({ platform, env }: Settings, waitMs: number): Promise<boolean> {
  if (platform !== 'linux') return true;
  return (await import('./dbus/tray-host.ts')).hasTrayHost(env, waitMs);
}
