/** A Secret Service with one default collection and no items, whose prompt does what a test wants. */
import dbus from 'dbus-native';
import { secretService, serviceInterface } from '../../electron/protectors/default-collection.ts';

const collectionPath = '/org/freedesktop/secrets/collection/fake';
const promptPath = '/org/freedesktop/secrets/prompt/p1';
const promptInterface = 'org.freedesktop.Secret.Prompt';

export interface FakeServiceOptions {
  /** What ReadAlias answers, call by call; the last one again and again. */
  readonly aliases?: readonly string[];
  readonly locked?: boolean;
  /** What Unlock leads to: no prompt, an error, or a prompt that nobody answers, or that is answered so. */
  readonly unlock?:
    | 'at-once'
    | 'error'
    | 'unanswered'
    | 'accepted'
    | 'dismissed'
    | 'accepted-but-locked'
    | 'prompt-error';
  /** How long the prompt takes to be answered. */
  readonly afterMs?: number;
  /** Other names to own: gnome-keyring's, its prompter's. */
  readonly names?: readonly string[];
}

export class FakeSecretService {
  /** The methods that were called, in order. */
  readonly calls: string[] = [];
  readonly #bus: ReturnType<typeof dbus.sessionBus>;
  readonly #options: FakeServiceOptions;
  #locked: boolean;

  private constructor(busAddress: string, options: FakeServiceOptions) {
    this.#bus = dbus.sessionBus({ busAddress });
    this.#options = options;
    this.#locked = options.locked ?? false;
  }

  static async start(busAddress: string, options: FakeServiceOptions = {}): Promise<FakeSecretService> {
    const service = new FakeSecretService(busAddress, options);
    service.#serve();
    for (const name of [...(options.names ?? []), secretService.destination]) await service.#bus.requestName(name, 0);
    return service;
  }

  async stop(): Promise<void> {
    await this.#bus.close();
  }

  #serve(): void {
    const { aliases = [collectionPath], unlock = 'at-once' } = this.#options;
    this.#on(secretService.path, serviceInterface, 'ReadAlias', 'o', () => {
      const reads = this.calls.filter((call) => call === 'ReadAlias').length;
      return aliases[Math.min(reads, aliases.length) - 1];
    });
    this.#on(secretService.path, serviceInterface, 'Unlock', 'aoo', () => {
      if (unlock === 'error') throw new Error('cannot unlock');
      if (unlock !== 'at-once') return [[], promptPath];
      this.#locked = false;
      return [[collectionPath], '/'];
    });
    this.#on(promptPath, promptInterface, 'Prompt', '', () => {
      if (unlock === 'prompt-error') throw new Error('cannot prompt');
      if (unlock !== 'unanswered') setTimeout(() => this.#complete(unlock), this.#options.afterMs ?? 0);
      return null;
    });
    this.#bus.exportInterface(this.#collection(), collectionPath, {
      name: 'org.freedesktop.Secret.Collection',
      methods: {},
      signals: {},
      properties: { Locked: 'b' },
    });
  }

  #collection(): { readonly Locked: boolean } {
    const read = () => {
      this.calls.push('Get');
      return this.#locked;
    };
    return {
      get Locked() {
        return read();
      },
    };
  }

  #complete(answer: FakeServiceOptions['unlock']): void {
    if (answer === 'accepted') this.#locked = false;
    const dismissed = answer === 'dismissed';
    this.#bus.sendSignal(promptPath, promptInterface, 'Completed', 'bv', [dismissed, ['ao', []]]);
  }

  #on(path: string, iface: string, member: string, signature: string, answer: () => unknown): void {
    const counted = () => {
      this.calls.push(member);
      return answer();
    };
    this.#bus.setMethodCallHandler(path, iface, member, [counted, signature]);
  }
}
