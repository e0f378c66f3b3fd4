/**
 * Hears the desktop lock its screen. Each desktop tells it under a name of its own, and all by the same signal.
 *
 * @see https://specifications.freedesktop.org/idle-inhibit-spec/latest/
 */
import type { Environment } from './bus-address.ts';
import type { BusMessage } from './bus-message.ts';
import { connectSessionBus } from './connect.ts';
import type { SessionBus } from './session-bus.ts';

const lockers = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map((desktop) => `org.${desktop}.ScreenSaver`);

/** @returns undefined where there is nothing on the session bus that would tell; nothing is started for that. */
export async function watchScreenLock(env: Environment) {
  const bus = await connectSessionBus(env).catch(() => undefined);
  if (bus === undefined) return undefined;
  try {
    if (await isToldBy(bus)) return heardOn(bus);
  } catch {
    // A bus that takes no rules tells nothing.
  }
  bus.close();
  return undefined;
}

/** Asks for all of their signals, since one may take another's place, and for which of them is there. */
async function isToldBy(bus: SessionBus): Promise<boolean> {
  const asked = lockers.map(async (name) => {
    const rule = `type='signal',sender='${name}',interface='${name}',member='ActiveChanged'`;
    await bus.callBus('AddMatch', 's', [rule]);
    const [isThere] = await bus.callBus('NameHasOwner', 's', [name]);
    return isThere === true;
  });
  return (await Promise.all(asked)).includes(true);
}

function heardOn(bus: SessionBus) {
  return {
    onLocked: (locked: () => void) => bus.onSignal((signal) => isLocking(signal) && locked()),
    close: () => bus.close(),
  };
}

/** What is told to this connection alone needs no rule: whoever is on the bus may lock us, and can do nothing else by that. */
function isLocking({ interface: name = '', member, body: [isActive] }: BusMessage): boolean {
  return lockers.includes(name) && member === 'ActiveChanged' && isActive === true;
}
