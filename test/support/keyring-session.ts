/**
 * Vitest's globalSetup: every test worker runs on a private session bus with a real, unlocked Secret Service. Workers are
 * processes and not threads, since keytar reads the environment that the process was started with.
 */
import { startPrivateBus } from './bus.ts';

/** @throws Error that names the Debian package of a program that is missing. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return async () => {};
  const session = await startPrivateBus();
  await session.startKeyring();
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = session.env;
  Object.assign(process.env, { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR });
  // A developer's desktop: no test may draw a prompt on it, or be sent to another store.
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'SECRET_BACKEND', 'GNOME_KEYRING_CONTROL'])
    delete process.env[name];
  return () => session.stop();
}
