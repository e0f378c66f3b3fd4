/** The Secret Service's default collection: whether there is one, and whether it is locked. Asking changes nothing. */
import { setTimeout as delay } from 'node:timers/promises';
import { KeybearerError } from '../../shared/errors.ts';
import { BusError, type CallOptions, type SessionBus } from '../dbus/session-bus.ts';

export const secretService = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };
export const serviceInterface = 'org.freedesktop.Secret.Service';
const collectionInterface = 'org.freedesktop.Secret.Collection';
/** A service that has to be started reads its files first. */
const startLimitMs = 10_000;
const retryMs = 50;
const notRunning = ['org.freedesktop.DBus.Error.NameHasNoOwner', 'org.freedesktop.DBus.Error.ServiceUnknown'];

export interface Collection {
  /** Its own object path, not the alias. */
  readonly path: string;
  readonly locked: boolean;
}

/** Why there is no keychain to use: details.reason of 'keychain-unavailable'. */
export type UnavailableReason =
  | 'other-backend'
  | 'no-session-bus'
  | 'no-secret-service'
  | 'no-default-collection'
  | 'no-answer';

export function unavailable(reason: UnavailableReason, cause?: unknown): KeybearerError {
  return new KeybearerError('keychain-unavailable', { reason }, cause);
}

/**
 * Finds the default collection. A service that is not running is started only if the bus says that it can be.
 *
 * @throws KeybearerError 'keychain-unavailable' with details.reason.
 */
export async function findDefaultCollection(bus: SessionBus): Promise<Collection> {
  try {
    return await readTwice(bus);
  } catch (caught) {
    if (!isNotRunning(caught)) throw asUnavailable(caught);
  }
  if (!(await isStartable(bus))) throw unavailable('no-secret-service');
  try {
    return await readDefaultCollection(bus, { autoStart: true, limitMs: startLimitMs });
  } catch (caught) {
    throw isNotRunning(caught) ? unavailable('no-secret-service', caught) : asUnavailable(caught);
  }
}

/** Reads a collection's Locked property. Anything but a plain false counts as locked. */
export async function isLocked(bus: SessionBus, collectionPath: string): Promise<boolean> {
  const get = { interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss' };
  const body = [collectionInterface, 'Locked'];
  const [locked] = await bus.call({ ...secretService, ...get, path: collectionPath, body });
  return locked !== false;
}

/**
 * gnome-keyring 42 takes messages in one thread while it forgets a client that left in another: three first calls in
 * 10,000 then found no collection where there was one. So a refusal counts once it is repeated.
 */
async function readTwice(bus: SessionBus): Promise<Collection> {
  try {
    return await readDefaultCollection(bus);
  } catch (caught) {
    if (isNotRunning(caught)) throw caught;
    await delay(retryMs);
    return readDefaultCollection(bus);
  }
}

/**
 * One call after the other, and by the collection's own path: asked about the alias while it reads the alias, gnome-keyring
 * 42 uses freed memory and crashes.
 */
async function readDefaultCollection(bus: SessionBus, options: CallOptions = {}): Promise<Collection> {
  const readAlias = { ...secretService, interface: serviceInterface, member: 'ReadAlias', signature: 's' };
  const [path] = await bus.call({ ...readAlias, body: ['default'] }, options);
  if (typeof path !== 'string' || path === '/') throw unavailable('no-default-collection');
  return { path, locked: await isLocked(bus, path) };
}

async function isStartable(bus: SessionBus): Promise<boolean> {
  const [names] = await bus.callBus('ListActivatableNames').catch(() => []);
  return Array.isArray(names) && names.includes(secretService.destination);
}

function isNotRunning(caught: unknown): boolean {
  return caught instanceof BusError && notRunning.includes(caught.busName);
}

function asUnavailable(caught: unknown): KeybearerError {
  return caught instanceof KeybearerError ? caught : unavailable('no-answer', caught);
}
