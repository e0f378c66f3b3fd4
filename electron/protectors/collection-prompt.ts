/** Unlocking a collection: the service asks the user by a prompt of its own, and we wait for as long as that is open. */
import { KeybearerError } from '../../shared/errors.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { isLocked, secretService, serviceInterface } from './default-collection.ts';

const promptInterface = 'org.freedesktop.Secret.Prompt';
/** gnome-keyring does not draw prompts: it has GNOME Shell or gcr-prompter do it, which may have to be started. */
const prompterName = 'org.gnome.keyring.SystemPrompter';
/** How long a prompter may take to come up. A locked keychain must be told within 5 s where nothing can ask. */
const prompterLimitMs = 4000;

/**
 * @param collectionPath Its own object path, not the alias.
 * @param onPrompt Called when the user is about to be asked.
 * @throws KeybearerError 'keychain-locked' when the prompt is dismissed, cannot be shown, or leaves it locked.
 */
export async function unlockCollection(
  bus: SessionBus,
  collectionPath: string,
  onPrompt: () => void = () => undefined,
): Promise<void> {
  try {
    const promptPath = await requestUnlock(bus, collectionPath);
    if (promptPath !== '/') {
      onPrompt();
      await showPrompt(bus, promptPath);
    }
    if (await isLocked(bus, collectionPath)) throw new KeybearerError('keychain-locked');
  } catch (caught) {
    throw caught instanceof KeybearerError ? caught : new KeybearerError('keychain-locked', {}, caught);
  }
}

/** @returns the path of a prompt that has to be shown, or "/" for none. */
async function requestUnlock(bus: SessionBus, collectionPath: string): Promise<string> {
  const unlock = { interface: serviceInterface, member: 'Unlock', signature: 'ao' };
  const [, promptPath] = await bus.call({ ...secretService, ...unlock, body: [[collectionPath]] });
  return String(promptPath);
}

/**
 * Resolves when the prompt is gone, whatever was answered: the collection tells. It is never dismissed by us: gnome-keyring 42 crashes on Dismiss, and
 * takes its prompt down by itself when the connection closes.
 */
async function showPrompt(bus: SessionBus, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  bus.onSignal((signal) => {
    if (signal.path === path && signal.interface === promptInterface && signal.member === 'Completed') resolve();
  });
  bus.onEnd(reject);
  const rule = `type='signal',sender='${secretService.destination}',interface='${promptInterface}',path='${path}'`;
  bus.callBus('AddMatch', 's', [rule]).catch(reject);
  const prompt = { interface: promptInterface, member: 'Prompt', signature: 's', body: [''] };
  // No limit: a service may answer only when its prompt has been drawn.
  bus.call({ ...secretService, ...prompt, path }, { limitMs: Number.POSITIVE_INFINITY }).catch(reject);
  const watch = setInterval(() => refuseWithoutPrompter(bus).catch(reject), prompterLimitMs);
  await promise.finally(() => clearInterval(watch));
}

/** @throws KeybearerError 'keychain-locked' when the service is gone, or is gnome-keyring and nothing draws its prompts. */
async function refuseWithoutPrompter(bus: SessionBus): Promise<void> {
  const [service, gnomeKeyring, prompter] = await Promise.all([
    nameOwner(bus, secretService.destination),
    nameOwner(bus, 'org.gnome.keyring'),
    nameOwner(bus, prompterName),
  ]);
  const prompts = service !== undefined && (service !== gnomeKeyring || prompter !== undefined);
  if (!prompts) throw new KeybearerError('keychain-locked', { reason: 'no-prompter' });
}

/** @returns the unique name of who owns a name, or undefined when nobody does. */
async function nameOwner(bus: SessionBus, name: string): Promise<unknown> {
  const [owner] = await bus.callBus('GetNameOwner', 's', [name]).catch(() => [undefined]);
  return owner;
}
