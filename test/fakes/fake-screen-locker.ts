/** A desktop's screen locker, as far as it tells of itself. */
import dbus from 'dbus-native';

export class FakeScreenLocker {
  readonly #bus: ReturnType<typeof dbus.sessionBus>;
  readonly #name: string;

  private constructor(busAddress: string, name: string) {
    this.#bus = dbus.sessionBus({ busAddress });
    this.#name = name;
  }

  /** @param name Its name on the bus and of its interface; its path follows from it. */
  static async start(busAddress: string, name: string): Promise<FakeScreenLocker> {
    const locker = new FakeScreenLocker(busAddress, name);
    await locker.#bus.requestName(name, 0);
    return locker;
  }

  tell(isActive: boolean, name = this.#name): void {
    this.#bus.sendSignal(`/${name.replaceAll('.', '/')}`, name, 'ActiveChanged', 'b', [isActive]);
  }

  async stop(): Promise<void> {
    await this.#bus.close();
  }
}
