/**
 * Whether the desktop has a place for tray icons. Plain GNOME has none, and an icon that nobody shows is no way back.
 *
 * @see https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/
 */
import type { Environment } from './bus-address.ts';
import { connectSessionBus } from './connect.ts';
import type { SessionBus } from './session-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const askEveryMs = 250;

/** @param waitMs While a session begins its panel may come after us: it is waited for. */
export async function hasTrayHost(env: Environment, waitMs = 0): Promise<boolean> {
  const bus = await connectSessionBus(env).catch(() => undefined);
  if (bus === undefined) return false;
  try {
    const until = performance.now() + waitMs;
    while (!(await isHostThere(bus))) {
      if (performance.now() >= until) return false;
      await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    }
    return true;
  } finally {
    bus.close();
  }
}

async function isHostThere(bus: SessionBus): Promise<boolean> {
  const get = { interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss' };
  const body = [watcher, 'IsStatusNotifierHostRegistered'];
  // No watcher, or one that does not answer, is an answer too.
  const [isThere] = await bus
    .call({ destination: watcher, path: '/StatusNotifierWatcher', ...get, body })
    .catch(() => [false]);
  return isThere === true;
}
