/**
 * A double of the electron module: it answers as the documented API does, records what is asked of it, and fails on anything
 * that electron.d.ts does not have. Electron itself decides nothing here that a test could not see.
 */
import { EventEmitter } from 'node:events';
import { isDeclared } from './declared.ts';
import { type Asked, guarded } from './guarded.ts';

export interface DoubleOptions {
  readonly isPackaged?: boolean;
  /** Whether another instance runs already. */
  readonly isSecond?: boolean;
  readonly switches?: readonly string[];
}

type Handler = (...args: never[]) => unknown;

/** An entry of a menu's template. */
export interface MenuEntry {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: readonly MenuEntry[];
  readonly click?: () => void;
}

/** A frame of a page, as the sender of a call. */
export interface Frame {
  url: string;
}

export class ElectronDouble {
  readonly asked: Asked[] = [];
  /** Handlers that were set, by what set them: `Protocol.handle`. */
  readonly handlers = new Map<string, Handler>();
  readonly windows: DoubleWindow[] = [];
  readonly notifications: DoubleNotification[] = [];
  readonly app: EventEmitter & { quit(): void };
  readonly session = new EventEmitter();
  readonly powerMonitor = new EventEmitter();
  readonly ipcRenderer = new EventEmitter();
  readonly trays: DoubleTray[] = [];
  readonly images: DoubleImage[] = [];
  /** The application's menu, as its template. */
  appMenu: readonly MenuEntry[] = [];
  hasQuit = false;
  readonly shortcuts = new Map<string, () => void>();
  /** What the page sees, by name. */
  readonly exposed = new Map<string, Record<string, Handler>>();
  /** The text on the clipboard, and the other formats beside it. */
  clipboardText = '';
  clipboardFormats: readonly string[] = [];
  /** Accelerators that other programs have. */
  takenShortcuts: readonly string[] = [];
  /** What Electron's own main process would answer to a call of the preload. */
  invoked: (channel: string, ...args: unknown[]) => Promise<unknown> = async () => undefined;
  #isQuitting = false;
  readonly #ready = Promise.withResolvers<void>();

  constructor(options: DoubleOptions = {}) {
    const { isPackaged = false, isSecond = false, switches = [] } = options;
    this.app = Object.assign(new EventEmitter(), {
      isPackaged,
      commandLine: this.guard('CommandLine', { hasSwitch: (name: string) => switches.includes(name) }),
      whenReady: () => this.#ready.promise,
      requestSingleInstanceLock: () => !isSecond,
      enableSandbox: () => {},
      quit: () => this.#quit(),
      exit: () => {},
      getAppPath: () => '/the application',
      getLoginItemSettings: () => ({ wasOpenedAtLogin: false }),
      setAppUserModelId: () => {},
      setPath: () => {},
      setLoginItemSettings: () => {},
    });
  }

  becomeReady(): void {
    this.#ready.resolve();
  }

  /** The arguments of every call of this kind. */
  askedFor(what: string): (readonly unknown[])[] {
    return this.asked.filter((asked) => asked.what === what).map(({ args }) => args);
  }

  handler<H extends Handler>(what: string): H {
    const handler = this.handlers.get(what);
    if (handler === undefined) throw new Error(`nothing was set by ${what}`);
    return handler as H;
  }

  guard<T extends object>(kind: string, target: T): T {
    return guarded(kind, target, (asked) => this.asked.push(asked));
  }

  /** What `import ... from 'electron'` gets. */
  module(): Record<string, unknown> {
    const keep = (what: string) => (handler: Handler) => void this.handlers.set(what, handler);
    const double = this;
    return {
      app: this.guard('App', this.app),
      session: { defaultSession: this.guard('Session', this.#sessionMembers(keep)) },
      protocol: this.guard('Protocol', {
        registerSchemesAsPrivileged: () => {},
        handle: (_scheme: string, handler: Handler) => keep('Protocol.handle')(handler),
      }),
      ipcMain: this.guard('IpcMain', {
        handle: (_channel: string, handler: Handler) => keep('IpcMain.handle')(handler),
      }),
      ipcRenderer: this.guard(
        'IpcRenderer',
        Object.assign(this.ipcRenderer, { invoke: (...args: [string, ...unknown[]]) => this.invoked(...args) }),
      ),
      contextBridge: this.guard('ContextBridge', {
        exposeInMainWorld: (name: string, api: Record<string, Handler>) => void this.exposed.set(name, api),
      }),
      powerMonitor: this.guard('PowerMonitor', this.powerMonitor),
      shell: this.guard('Shell', { openExternal: async () => {} }),
      globalShortcut: this.guard('GlobalShortcut', {
        register: (accelerator: string, pressed: () => void) => this.#register(accelerator, pressed),
        unregister: (accelerator: string) => void this.shortcuts.delete(accelerator),
      }),
      clipboard: this.guard('Clipboard', this.#clipboardMembers()),
      dialog: this.guard('Dialog', {
        showOpenDialog: async () => ({ filePaths: ['/chosen'] }),
        showSaveDialog: async () => ({ filePath: '' }),
      }),
      ClipboardItem: DoubleClipboardItem,
      Notification: class extends DoubleNotification {
        static isSupported(): boolean {
          return true;
        }
        constructor(options: object) {
          checkOptions('NotificationConstructorOptions', options);
          super(options);
          double.notifications.push(this);
        }
      },
      Menu: this.guard('Menu', {
        buildFromTemplate: (template: readonly MenuEntry[]) => checkedMenu(template),
        setApplicationMenu: (menu: readonly MenuEntry[]) => {
          this.appMenu = menu;
        },
      }),
      nativeImage: this.guard('NativeImage', {
        createFromDataURL: (url: string) => this.#image(new DoubleImage(url)),
      }),
      screen: this.guard('Screen', {
        getCursorScreenPoint: () => ({ x: 0, y: 0 }),
        getDisplayNearestPoint: () => ({ workArea: { x: 0, y: 24, width: 1920, height: 1056 } }),
      }),
      Tray: class {
        constructor(image: DoubleImage) {
          if (!(image instanceof DoubleImage)) throw new Error('a tray takes an image');
          const tray = new DoubleTray();
          double.trays.push(tray);
          // biome-ignore lint/correctness/noConstructorReturn: what the application gets is the guarded tray
          return double.guard('Tray', tray);
        }
      },
      BrowserWindow: class {
        constructor(windowOptions: object) {
          checkOptions('BrowserWindowConstructorOptions', windowOptions);
          double.asked.push({ what: 'new BrowserWindow', args: [windowOptions] });
          const window = new DoubleWindow(double);
          double.windows.push(window);
          double.app.emit('web-contents-created', {}, window.webContents);
          // biome-ignore lint/correctness/noConstructorReturn: what the application gets is the guarded window
          return double.guard('BrowserWindow', window);
        }
      },
    };
  }

  #image(image: DoubleImage): DoubleImage {
    this.images.push(image);
    return this.guard('NativeImage', image);
  }

  /** As Electron does: every window may refuse, then the application may; asked again meanwhile, nothing more happens. */
  #quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    this.app.emit('before-quit', preventable());
    for (const window of this.windows) window.close();
    this.hasQuit = this.windows.every((window) => window.isDestroyed()) && this.#mayQuit();
    this.#isQuitting = false;
  }

  #mayQuit(): boolean {
    const event = preventable();
    this.app.emit('will-quit', event);
    return !event.isPrevented;
  }

  #sessionMembers(keep: (what: string) => (handler: Handler) => void) {
    return Object.assign(this.session, {
      setPermissionRequestHandler: keep('Session.setPermissionRequestHandler'),
      setPermissionCheckHandler: keep('Session.setPermissionCheckHandler'),
      setDevicePermissionHandler: keep('Session.setDevicePermissionHandler'),
      setDisplayMediaRequestHandler: keep('Session.setDisplayMediaRequestHandler'),
      setSpellCheckerEnabled: () => {},
      webRequest: this.guard('WebRequest', { onBeforeRequest: keep('WebRequest.onBeforeRequest') }),
    });
  }

  #register(accelerator: string, pressed: () => void): boolean {
    if (!/^[\w+]+$/.test(accelerator)) throw new TypeError('conversion failure');
    if (this.takenShortcuts.includes(accelerator)) return false;
    this.shortcuts.set(accelerator, pressed);
    return true;
  }

  #clipboardMembers() {
    return {
      write: async ([item]: DoubleClipboardItem[]) => {
        this.clipboardText = String(item?.items['text/plain'] ?? '');
        this.clipboardFormats = item?.types ?? [];
      },
      readText: async () => this.clipboardText,
      clear: () => {
        this.clipboardText = '';
        this.clipboardFormats = [];
      },
    };
  }
}

export class DoubleNotification extends EventEmitter {
  readonly options: object;
  isClosed = false;

  constructor(options: object) {
    super();
    this.options = options;
  }

  show(): void {
    queueMicrotask(() => this.emit('show', {}));
  }

  close(): void {
    this.isClosed = true;
    this.emit('close', {});
  }
}

class DoubleClipboardItem {
  readonly items: Record<string, unknown>;

  constructor(items: Record<string, unknown>) {
    this.items = items;
  }

  get types(): string[] {
    return Object.keys(this.items);
  }
}

function preventable() {
  return {
    isPrevented: false,
    preventDefault(): void {
      this.isPrevented = true;
    },
  };
}

function checkOptions(kind: string, options: object): void {
  const unknown = Object.keys(options).find((member) => !isDeclared(kind, member));
  if (unknown !== undefined) throw new Error(`electron.d.ts has no ${kind}.${unknown}`);
}

/** Refuses what electron.d.ts does not have in a menu. */
function checkedMenu(template: readonly MenuEntry[]): readonly MenuEntry[] {
  for (const entry of template) {
    checkOptions('MenuItemConstructorOptions', entry);
    checkedMenu(entry.submenu ?? []);
  }
  return template;
}

export class DoubleImage {
  readonly url: string;
  readonly representations: { scaleFactor: number; dataURL: string }[] = [];
  isTemplate = false;

  constructor(url: string) {
    this.url = url;
  }

  addRepresentation(representation: { scaleFactor: number; dataURL: string }): void {
    this.representations.push(representation);
  }

  setTemplateImage(on: boolean): void {
    this.isTemplate = on;
  }
}

export class DoubleTray extends EventEmitter {
  title = '';
  menu: readonly MenuEntry[] = [];

  setToolTip(title: string): void {
    this.title = title;
  }

  setContextMenu(menu: readonly MenuEntry[]): void {
    this.menu = menu;
  }
}

export class DoubleWindow extends EventEmitter {
  readonly mainFrame: Frame = { url: '' };
  /** The page, unguarded: a test plays what happens in it. */
  readonly page = new EventEmitter();
  readonly webContents: object;
  readonly sent: unknown[][] = [];
  openHandler: Handler | undefined;
  isProtected = false;
  isShown = false;
  isFull = false;
  #isDestroyed = false;

  constructor(double: ElectronDouble) {
    super();
    const members = Object.assign(this.page, {
      mainFrame: this.mainFrame,
      send: (...args: unknown[]) => void this.sent.push(args),
      setWindowOpenHandler: (handler: Handler) => {
        this.openHandler = handler;
      },
    });
    this.webContents = double.guard('WebContents', members);
  }

  async loadURL(url: string): Promise<void> {
    this.mainFrame.url = url;
    queueMicrotask(() => this.emit('ready-to-show'));
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  isFullScreen(): boolean {
    return this.isFull;
  }

  setFullScreen(on: boolean): void {
    this.isFull = on;
    queueMicrotask(() => this.emit(on ? 'enter-full-screen' : 'leave-full-screen'));
  }

  isVisible(): boolean {
    return this.isShown;
  }

  /** As by the user's hand. */
  close(): void {
    if (this.#isDestroyed) return;
    const event = preventable();
    this.emit('close', event);
    if (!event.isPrevented) this.destroy();
  }

  /** Asks nobody. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.isShown = false;
    this.emit('closed');
  }

  focus(): void {}

  setBounds(): void {}

  setVisibleOnAllWorkspaces(): void {}

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  setContentProtection(on: boolean): void {
    this.isProtected = on;
  }
}
