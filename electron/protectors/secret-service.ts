/**
 * The Secret Service as it is now, asked over D-Bus before the keychain library is. The library answers "nothing found"
 * for a locked collection, waits for ever on a prompt, and takes a file or starts a bus where there is no service at all.
 *
 * @see https://specifications.freedesktop.org/secret-service-spec/latest/
 */
import { KeybearerError } from '../../shared/errors.ts';
import type { Environment } from '../dbus/bus-address.ts';
import { connectSessionBus } from '../dbus/connect.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { unlockCollection } from './collection-prompt.ts';
import { findDefaultCollection, secretService, serviceInterface, unavailable } from './default-collection.ts';

/**
 * Runs `use` on a connection to the session bus, and closes it after. It stays open while the keychain library works:
 * gnome-keyring may crash when one client leaves while another arrives.
 *
 * @throws KeybearerError 'keychain-unavailable' with details.reason when there is no bus, or libsecret would not use it.
 */
export async function onSessionBus<T>(env: Environment, use: (bus: SessionBus) => Promise<T>): Promise<T> {
  const bus = await connectToService(env);
  try {
    return await use(bus);
  } finally {
    bus.close();
  }
}

/**
 * Makes sure that the default collection is open, asking the user through the desktop's own prompt if it is not.
 *
 * @param signal Ends the waiting and the connection, and the prompt with it: 'cancelled'.
 * @param onPrompt Called when the user is about to be asked.
 * @throws KeybearerError 'keychain-unavailable' with details.reason, 'keychain-locked' when the prompt is dismissed or
 *   nothing can show one, 'cancelled'.
 */
export async function openDefaultCollection(
  bus: SessionBus,
  signal?: AbortSignal,
  onPrompt?: () => void,
): Promise<void> {
  const cancel = () => bus.close();
  signal?.addEventListener('abort', cancel);
  try {
    if (signal?.aborted) cancel();
    const { path, locked } = await findDefaultCollection(bus);
    if (locked) await unlockCollection(bus, path, onPrompt);
  } catch (caught) {
    throw signal?.aborted ? new KeybearerError('cancelled', {}, caught) : caught;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Refuses a locked collection without asking anybody. @throws KeybearerError 'keychain-unavailable', 'keychain-locked'. */
export async function inspectDefaultCollection(bus: SessionBus): Promise<void> {
  const { locked } = await findDefaultCollection(bus);
  if (locked) throw new KeybearerError('keychain-locked');
}

/** Whether an item with these attributes is there but in a collection that is locked. */
export async function itemIsLocked(bus: SessionBus, attributes: Record<string, string>): Promise<boolean> {
  const search = { ...secretService, interface: serviceInterface, member: 'SearchItems', signature: 'a{ss}' };
  try {
    const [, locked] = await bus.call({ ...search, body: [Object.entries(attributes)] });
    return Array.isArray(locked) && locked.length > 0;
  } catch (caught) {
    throw unavailable('no-answer', caught);
  }
}

async function connectToService(env: Environment): Promise<SessionBus> {
  // libsecret can be told to keep a file instead: a weaker protector that nobody chose here.
  if (env.SECRET_BACKEND && env.SECRET_BACKEND !== 'service') throw unavailable('other-backend');
  try {
    return await connectSessionBus(env);
  } catch (cause) {
    throw unavailable('no-session-bus', cause);
  }
}
