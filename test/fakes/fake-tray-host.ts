/** A desktop's place for tray icons, as far as one asks whether it is there. */
import dbus from 'dbus-native';

const name = 'org.kde.StatusNotifierWatcher';

export class FakeTrayHost {
  /** Whether a panel shows what it is given. */
  hasPanel: boolean;
  readonly #bus: ReturnType<typeof dbus.sessionBus>;

  private constructor(busAddress: string, hasPanel: boolean) {
    this.#bus = dbus.sessionBus({ busAddress });
    this.hasPanel = hasPanel;
  }

  static async start(busAddress: string, hasPanel = true): Promise<FakeTrayHost> {
    const host = new FakeTrayHost(busAddress, hasPanel);
    const watcher = {
      get IsStatusNotifierHostRegistered() {
        return host.hasPanel;
      },
    };
    const properties = { IsStatusNotifierHostRegistered: 'b' };
    host.#bus.exportInterface(watcher, '/StatusNotifierWatcher', { name, methods: {}, signals: {}, properties });
    await host.#bus.requestName(name, 0);
    return host;
  }

  async stop(): Promise<void> {
    await this.#bus.close();
  }
}
