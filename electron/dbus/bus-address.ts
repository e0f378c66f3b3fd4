/** Where the session bus listens, as libdbus and GLib find it: the keychain library must meet the same bus as our probe. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @returns paths for `net.connect`, in the order to try; an abstract socket begins with NUL. Empty when there is no session
 *   bus. Other transports (tcp, autolaunch) are left out: a bus that has to be started first holds no unlocked keyring.
 * @see D-Bus Specification, "Server Addresses"
 */
export function sessionBusSockets(env: Environment): string[] {
  const addresses = env.DBUS_SESSION_BUS_ADDRESS;
  if (addresses) return addresses.split(';').flatMap(unixSocket);
  const userBus = env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'bus') : '';
  return userBus && existsSync(userBus) ? [userBus] : [];
}

/** One address: `unix:path=/run/user/1000/bus,guid=...`, or with `abstract=`; values are percent-encoded. */
function unixSocket(address: string): string[] {
  if (!address.startsWith('unix:')) return [];
  const pairs = address.slice('unix:'.length).split(',');
  const value = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const path = value('path');
  const abstract = value('abstract');
  if (path) return [unescapePercent(path)];
  return abstract ? [`\0${unescapePercent(abstract)}`] : [];
}

function unescapePercent(escaped: string): string {
  const bytes = escaped.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
