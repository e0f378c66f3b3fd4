/**
 * The operating system's keychain as a slot uses it. On Linux the Secret Service is asked first, every time, and keytar is
 * not touched before it has answered: libsecret falls back to other stores and waits on prompts that nobody sees.
 */
import { KeybearerError } from '../../shared/errors.ts';
import type { Environment } from '../dbus/bus-address.ts';
import type { SlotPlace } from '../vault/ports.ts';
import { type Keytar, keychainAccount, keychainService, readItem, removeItem, storeItem } from './keychain-item.ts';

export interface KeychainOptions {
  readonly platform: NodeJS.Platform;
  /** Names the session bus. keytar itself reads the process's environment: pass that one. */
  readonly env: Environment;
  /** Ends a wait for the desktop's unlock prompt: 'cancelled'. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the desktop is about to ask the user to unlock it: from then on it may take any time. */
  readonly onPrompt?: (() => void) | undefined;
  /** For work that nobody waits for, like a completion: what would ask the user is refused as 'keychain-locked'. */
  readonly neverAsk?: boolean | undefined;
  /** Loads the native library; fails where its system library (libsecret on Linux) is missing. */
  readonly loadKeytar?: (() => Promise<Keytar>) | undefined;
}

/**
 * Whether an item that keytar does not find is in a locked collection: it may lie in one that was the default once.
 */
type LockedItem = (account: string) => Promise<boolean>;
type ItemPlace = Pick<SlotPlace, 'vaultId' | 'slotId'>;

/**
 * Every method but `inspect` asks the user to unlock a locked collection, unless told never to, and throws KeybearerError
 * 'keychain-unavailable' (with details.reason), 'keychain-locked', 'cancelled', 'keychain-library-missing' or
 * 'keychain-failed'.
 */
export class OsKeychain {
  readonly #options: KeychainOptions;

  constructor(options: KeychainOptions) {
    this.#options = options;
  }

  /** Resolves if the keychain could be used right now. Shows no prompt: locked is 'keychain-locked'. */
  async inspect(): Promise<void> {
    const { platform, env } = this.#options;
    if (platform === 'linux') {
      const { inspectDefaultCollection, onSessionBus } = await import('./secret-service.ts');
      await onSessionBus(env, inspectDefaultCollection);
    }
    await this.#library();
  }

  /** @param bytes 32 of them, for an item that is not there yet. The caller wipes them. */
  async store(place: ItemPlace, bytes: Buffer): Promise<void> {
    await this.#use((keytar) => storeItem(keytar, keychainAccount(place), bytes));
  }

  /**
   * @returns 32 bytes. The caller wipes them.
   * @throws KeybearerError 'keychain-item-missing', 'keychain-item-altered', and as above.
   */
  async read(place: ItemPlace): Promise<Buffer> {
    const account = keychainAccount(place);
    return this.#use(async (keytar, isLocked) => {
      // The library would ask to unlock whatever collection it finds the item in.
      if (this.#options.neverAsk && (await isLocked(account))) throw new KeybearerError('keychain-locked');
      const bytes = await readItem(keytar, account);
      if (bytes !== undefined) return bytes;
      throw new KeybearerError((await isLocked(account)) ? 'keychain-locked' : 'keychain-item-missing');
    });
  }

  /** Nothing there is no error. */
  async remove(place: ItemPlace): Promise<void> {
    await this.#use((keytar) => removeItem(keytar, keychainAccount(place)));
  }

  async #use<T>(work: (keytar: Keytar, isLocked: LockedItem) => Promise<T>): Promise<T> {
    const { platform, env, signal, onPrompt, neverAsk } = this.#options;
    // macOS asks by itself when it sees fit, and cannot be told not to.
    if (neverAsk && platform === 'darwin') throw new KeybearerError('keychain-locked');
    if (platform !== 'linux') return work(await this.#library(), async () => false);
    const { inspectDefaultCollection, itemIsLocked, onSessionBus, openDefaultCollection } = await import(
      './secret-service.ts'
    );
    return onSessionBus(env, async (bus) => {
      await (neverAsk ? inspectDefaultCollection(bus) : openDefaultCollection(bus, signal, onPrompt));
      const isLocked: LockedItem = (account) => itemIsLocked(bus, { service: keychainService, account });
      return work(await this.#library(), isLocked);
    });
  }

  async #library(): Promise<Keytar> {
    try {
      return await (this.#options.loadKeytar ?? importKeytar)();
    } catch (cause) {
      throw new KeybearerError('keychain-library-missing', {}, cause);
    }
  }
}

async function importKeytar(): Promise<Keytar> {
  return (await import('keytar')).default;
}
