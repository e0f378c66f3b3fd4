/**
 * The built Electron application over a double of Electron: what is asked of it, statement by statement (security.md, E1 to
 * E20). That Electron keeps what it is asked is tested where its runtime is.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '../../../../electron/desktop/bundle.ts';
import type { DoubleWindow, ElectronDouble, Frame, MenuEntry } from '../../../fakes/electron/double.ts';
import { FakeNotificationServer } from '../../../fakes/fake-notification-server.ts';
import { FakeScreenLocker } from '../../../fakes/fake-screen-locker.ts';
import { FakeTrayHost } from '../../../fakes/fake-tray-host.ts';
import { type PrivateBus, startPrivateBus } from '../../../support/bus.ts';
import { loadMain } from '../../../support/electron-double.ts';
import { failure } from '../../../support/failure.ts';

const app = 'app://keybearer/';
const elsewhere = [
  'https://example.com/',
  'app://keybearer.example.com/',
  'app://other/',
  'app://keybearer@example.com/',
  'app:keybearer',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,x',
  'javascript:alert(1)',
  'no url at all',
];

let double: ElectronDouble;
let window: DoubleWindow;
let home: string;
/** The desktop around it: a keychain, a panel with a place for icons, a server of notifications, a screen locker. */
let bus: PrivateBus;
let panel: FakeTrayHost;
let server: FakeNotificationServer;
let locker: FakeScreenLocker;

/** Puts away what a test has started beside the one that the others look at. */
async function ended(other: ElectronDouble): Promise<void> {
  other.app.quit();
  await expect.poll(() => other.hasQuit).toBe(true);
}

/** Plays a call of the page, or of whatever frame. */
function call(name: unknown, input: unknown, senderFrame: Frame | null = window.mainFrame): Promise<unknown> {
  return double.handler<(event: unknown, name: unknown, input: unknown) => Promise<unknown>>('IpcMain.handle')(
    { senderFrame },
    name,
    input,
  );
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'keybearer-electron-'));
  bus = await startPrivateBus();
  await bus.startKeyring();
  const address = bus.env.DBUS_SESSION_BUS_ADDRESS;
  panel = await FakeTrayHost.start(address);
  server = await FakeNotificationServer.start(address);
  locker = await FakeScreenLocker.start(address, 'org.gnome.ScreenSaver');
  Object.assign(process.env, {
    KEYBEARER_HOME: home,
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_CONFIG_HOME: join(home, 'config'),
  });
  double = await loadMain();
  double.becomeReady();
  await vi.waitUntil(() => double.windows[0]?.isShown);
  window = double.windows[0]!;
});
afterAll(async () => {
  double.app.quit();
  await vi.waitUntil(() => double.hasQuit);
  await server.stop();
  await locker.stop();
  await panel.stop();
  await bus.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('the process', () => {
  it('asks for the sandbox and the scheme before it is ready (E4)', () => {
    const order = double.asked.map(({ what }) => what);
    expect(order.indexOf('App.enableSandbox')).toBeLessThan(order.indexOf('App.whenReady'));
    const [[schemes]] = double.askedFor('Protocol.registerSchemesAsPrivileged') as [[unknown]];
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });

  it('keeps what is its own beside the vault, before it looks whether it is the only one', () => {
    expect(double.askedFor('App.setPath')).toEqual([['userData', join(home, 'window')]]);
    const order = double.asked.map(({ what }) => what);
    expect(order.indexOf('App.setPath')).toBeLessThan(order.indexOf('App.requestSingleInstanceLock'));
    if (process.platform !== 'win32') expect(statSync(join(home, 'window')).mode & 0o777).toBe(0o700);
  });

  it('is the only one: a second start brings this one to the front', async () => {
    const before = double.askedFor('BrowserWindow.focus').length;
    double.app.emit('second-instance', {}, ['keybearer']);
    await expect.poll(() => double.askedFor('BrowserWindow.focus')).toHaveLength(before + 1);
    const second = await loadMain({ isSecond: true });
    expect(second.askedFor('App.exit')).toEqual([[0]]);
    expect(second.askedFor('App.whenReady')).toEqual([]);
  });

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'load-extension'])(
    'does not start with --%s once it is packaged',
    async (name) => {
      const packaged = await loadMain({ isPackaged: true, switches: [name] });
      expect(packaged.askedFor('App.exit')).toEqual([[1]]);
      expect(packaged.askedFor('App.whenReady')).toEqual([]);
    },
  );
});

describe('the window', () => {
  it('asks for a page without Node, in a sandbox, with every guard on (E2, E3, E6 to E10, E12)', () => {
    const [[{ webPreferences }]] = double.askedFor('new BrowserWindow') as [[{ webPreferences: object }]];
    expect(webPreferences).toEqual({
      preload: expect.stringMatching(/out[/\\]preload[/\\]preload\.cjs$/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: true,
    });
  });

  it('has no developer tools once it is packaged', async () => {
    const packaged = await loadMain({ isPackaged: true });
    packaged.becomeReady();
    await expect.poll(() => packaged.askedFor('new BrowserWindow')).toHaveLength(1);
    expect(packaged.askedFor('new BrowserWindow')[0]).toMatchObject([{ webPreferences: { devTools: false } }]);
    await expect.poll(() => packaged.windows[0]?.isShown).toBe(true);
    await ended(packaged);
  });

  it('loads the page of our own scheme', () => {
    expect(double.askedFor('BrowserWindow.loadURL')).toEqual([[app]]);
  });

  it.each(['will-frame-navigate', 'will-redirect'])('does not let its page go elsewhere (%s, E13)', (event) => {
    const isPrevented = (url: string, isMainFrame = true) => {
      let prevented = false;
      window.page.emit(event, { url, isMainFrame, preventDefault: () => (prevented = true) });
      return prevented;
    };
    for (const url of elsewhere) expect(isPrevented(url), url).toBe(true);
    expect(isPrevented(app)).toBe(false);
    if (event === 'will-frame-navigate') expect(isPrevented(app, false)).toBe(true);
  });

  it('opens no other window and no webview (E11, E12, E14)', () => {
    expect(window.openHandler?.()).toEqual({ action: 'deny' });
    let prevented = false;
    window.page.emit('will-attach-webview', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });
});

describe('the session', () => {
  it('grants nothing (E5)', () => {
    let granted: unknown;
    double.handler<(page: unknown, permission: unknown, answer: (granted: boolean) => void) => void>(
      'Session.setPermissionRequestHandler',
    )(null, 'clipboard-read', (answer) => (granted = answer));
    expect(granted).toBe(false);
    expect(double.handler<() => boolean>('Session.setPermissionCheckHandler')()).toBe(false);
    expect(double.handler<() => boolean>('Session.setDevicePermissionHandler')()).toBe(false);
    let streams: unknown;
    double.handler<(request: unknown, answer: (streams: unknown) => void) => void>(
      'Session.setDisplayMediaRequestHandler',
    )({}, (answer) => (streams = answer));
    expect(streams).toEqual({});
  });

  it('lets no request out (E1)', () => {
    const isCancelled = (url: string) => {
      let cancelled: unknown;
      double.handler<(details: unknown, answer: (response: { cancel: boolean }) => void) => void>(
        'WebRequest.onBeforeRequest',
      )({ url }, ({ cancel }) => (cancelled = cancel));
      return cancelled;
    };
    for (const url of elsewhere) expect(isCancelled(url), url).toBe(true);
    expect(isCancelled(`${app}assets/main.js`)).toBe(false);
  });

  it('downloads nothing, and fetches no dictionary', () => {
    let prevented = false;
    double.session.emit('will-download', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
    expect(double.askedFor('Session.setSpellCheckerEnabled')).toEqual([[false]]);
  });
});

describe('the scheme', () => {
  const get = (url: string, method = 'GET') =>
    double.handler<(request: { url: string; method: string }) => Response>('Protocol.handle')({ url, method });

  it('answers the page with the policy (E7)', async () => {
    const response = get(app);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await response.text()).toContain('<!doctype html>');
  });

  it.each([...elsewhere, `${app}../main/main.js`, `${app}%2e%2e/main/main.js`, `${app}..%2fmain/main.js`])(
    'has nothing at %s (E18)',
    (url) => {
      // A path of nothing but dots is the root itself.
      expect(get(url).status).toBe(404);
    },
  );

  it('answers no other method', () => {
    expect(get(app, 'POST').status).toBe(404);
  });
});

describe('a call', () => {
  it('is answered to the main frame of our page (E17)', async () => {
    expect(await call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'none' } });
    expect(await call('capabilities', {})).toMatchObject({ ok: true, value: { shell: 'electron' } });
  });

  it('is refused to any other frame, wherever it says it is (E17)', async () => {
    const refused = failure('invalid-input', { field: 'sender' });
    expect(await call('vault.status', {}, { url: app })).toEqual(refused);
    expect(await call('vault.status', {}, null)).toEqual(refused);
    for (const url of elsewhere) {
      window.mainFrame.url = url;
      expect(await call('vault.status', {}), url).toEqual(refused);
    }
    window.mainFrame.url = app;
  });

  it('of an unknown procedure is refused (E17)', async () => {
    expect(await call('shell.openExternal', {})).toEqual(failure('invalid-input', { field: 'procedure' }));
  });
});

describe('what the application asks of the desktop', () => {
  beforeAll(async () => {
    expect(await call('vault.create', { protector: 'keychain', newRecoveryCode: null })).toMatchObject({ ok: true });
  });

  async function addKey(name: string, more: object = {}): Promise<string> {
    const secret = [{ name: 'secret', text: `the secret of ${name}` }];
    const answer = (await call('keys.add', { name, secret, ...more })) as { value: { key: { id: string } } };
    return answer.value.key.id;
  }

  it('is told of events, without an event object', async () => {
    await addKey('told');
    expect(window.sent).toContainEqual(['keybearer:event', 'keys.changed', {}]);
  });

  it('opens the https page of a key, and nothing else (E15)', async () => {
    const id = await addKey('page', { managementUrl: 'https://example.com/keys' });
    await call('keys.openPage', { id });
    expect(double.askedFor('Shell.openExternal')).toEqual([['https://example.com/keys']]);
  });

  it('keeps screenshots away while a secret is shown', async () => {
    const id = await addKey('shown');
    await call('keys.reveal', { id, confirmed: true });
    expect(window.isProtected).toBe(true);
    await call('keys.hide', {});
    expect(window.isProtected).toBe(false);
  });

  it('marks a copied secret for clipboard managers, in the same write (B5)', async () => {
    const id = await addKey('copied');
    const copy = { id, format: 'raw', withSecret: true, confirmed: true };
    expect(await call('keys.copy', copy)).toMatchObject({ ok: true });
    expect(double.clipboardText).toBe('the secret of copied');
    expect(double.clipboardFormats).toContain('electron application/osclipboard;format="x-kde-passwordManagerHint"');
    await call('clipboard.clear', {});
    expect(double.clipboardText).toBe('');
  });

  it("shows a reminder by the desktop's own server, since Electron has no buttons on Linux, and hears them", async () => {
    const id = await addKey('soon due', { expiresAt: Date.now() + 3 * 86_400_000 });
    await call('vault.lock', {});
    await call('vault.unlock', {});
    await expect.poll(() => server.notified).toHaveLength(1);
    const [notified] = server.notified;
    expect(notified).toMatchObject({
      title: 'soon due expires in 3 days',
      actions: ['default', 'Open', 'renew', 'Renew', 'snooze', 'Snooze for a day'],
    });
    server.press(notified!.id, 'snooze');
    const isSnoozed = async () => {
      const { value } = (await call('keys.list', {})) as { value: { keys: { id: string; snoozedUntil: unknown }[] } };
      return value.keys.find((key) => key.id === id)?.snoozedUntil;
    };
    await expect.poll(isSnoozed).toBeGreaterThan(Date.now());
    expect(double.notifications).toEqual([]);
  });

  it.each(['suspend', 'lock-screen'])('locks at %s', async (signal) => {
    await call('vault.unlock', {});
    double.powerMonitor.emit(signal);
    await expect.poll(() => call('vault.status', {})).toMatchObject({ value: { state: 'locked' } });
  });

  it('locks with the screen on Linux, where Electron does not tell', async () => {
    await call('vault.unlock', {});
    expect(await call('capabilities', {})).toMatchObject({ value: { lockSignals: true } });
    locker.tell(true);
    await expect.poll(() => call('vault.status', {})).toMatchObject({ value: { state: 'locked' } });
  });

  it('asks for files by the dialogs of the platform', async () => {
    expect(await call('files.choose', { purpose: 'import' })).toMatchObject({ value: { paths: ['/chosen'] } });
    expect(double.askedFor('Dialog.showOpenDialog')).toEqual([
      [{ properties: ['openFile', 'showHiddenFiles', 'multiSelections'] }],
    ]);
    expect(await call('files.choose', { purpose: 'backup' })).toMatchObject({ value: { paths: [] } });
  });

  it('registers the shortcut, and refuses one that another program has', async () => {
    double.takenShortcuts = ['Alt+Space'];
    expect(await call('settings.set', { shortcut: 'Alt+Space' })).toEqual(failure('invalid-input'));
    expect(await call('settings.set', { shortcut: 'no accelerator' })).toEqual(failure('invalid-input'));
    expect(await call('settings.set', { shortcut: 'Alt+K' })).toMatchObject({ ok: true });
    expect([...double.shortcuts.keys()]).toEqual(['Alt+K']);
    await call('settings.set', { shortcut: null });
    expect([...double.shortcuts.keys()]).toEqual([]);
  });
});

describe('the quick-copy window', () => {
  let quick: DoubleWindow;
  beforeAll(async () => {
    await call('vault.unlock', {});
    await call('settings.set', { shortcut: 'Alt+K' });
    double.shortcuts.get('Alt+K')?.();
    quick = await vi.waitUntil(() => double.windows[1]);
    await vi.waitUntil(() => quick.isShown);
  });
  const press = async (isShown: boolean) => {
    double.shortcuts.get('Alt+K')?.();
    await expect.poll(() => quick.isShown).toBe(isShown);
  };

  it('has the same guards, and its own page of the same scheme (E2, E3, E6 to E14)', () => {
    const [first, second] = double.askedFor('new BrowserWindow') as { webPreferences: object }[][];
    expect(second![0]!.webPreferences).toEqual(first![0]!.webPreferences);
    expect(double.askedFor('BrowserWindow.loadURL').at(-1)).toEqual([`${app}quick.html`]);
    expect(quick.openHandler?.()).toEqual({ action: 'deny' });
  });

  it('is small, without a frame, above everything, where one works', () => {
    expect(double.askedFor('new BrowserWindow')[1]).toMatchObject([
      { frame: false, alwaysOnTop: true, skipTaskbar: true, resizable: false, width: 560, height: 420 },
    ]);
    expect(double.askedFor('BrowserWindow.setBounds')[0]).toEqual([{ x: 680, y: 236, width: 560, height: 420 }]);
  });

  it('is answered as the window is, and no frame in it is (E17)', async () => {
    expect(await call('vault.status', {}, quick.mainFrame)).toMatchObject({ ok: true });
    expect(await call('vault.status', {}, { url: `${app}quick.html` })).toEqual(failure('invalid-input'));
    quick.mainFrame.url = 'https://example.com/';
    expect(await call('vault.status', {}, quick.mainFrame)).toEqual(failure('invalid-input', { field: 'sender' }));
    quick.mainFrame.url = `${app}quick.html`;
  });

  it('is told when it comes up, and of events', async () => {
    expect(quick.sent).toContainEqual(['keybearer:event', 'quick.shown', {}]);
    expect(window.sent).not.toContainEqual(['keybearer:event', 'quick.shown', {}]);
    await call('vault.lock', {});
    await expect.poll(() => quick.sent).toContainEqual(['keybearer:event', 'vault.locked', { why: 'asked' }]);
    await call('vault.unlock', {});
  });

  it('goes when it is done, when one looks elsewhere, and when the shortcut is pressed again', async () => {
    await call('quick.hide', {}, quick.mainFrame);
    expect(quick.isShown).toBe(false);
    await press(true);
    quick.emit('blur');
    expect(quick.isShown).toBe(false);
    await press(true);
    await press(false);
    expect(double.windows).toHaveLength(2);
  });

  it('leads to the window', async () => {
    await press(true);
    const before = double.askedFor('BrowserWindow.focus').length;
    expect(await call('quick.toWindow', { id: null }, quick.mainFrame)).toMatchObject({ ok: true });
    expect(quick.isShown).toBe(false);
    expect(double.askedFor('BrowserWindow.focus')).toHaveLength(before + 1);
  });

  it('is made anew where its page has crashed, and nothing else ends with it', async () => {
    quick.page.emit('render-process-gone');
    expect(quick.isDestroyed()).toBe(true);
    await call('quick.hide', {});
    double.shortcuts.get('Alt+K')?.();
    quick = await vi.waitUntil(() => double.windows[2]);
    await expect.poll(() => quick.isShown).toBe(true);
    quick.hide();
  });

  it('comes up for a second start with --quick, where a desktop gives no shortcut', async () => {
    double.app.emit('second-instance', {}, ['keybearer', '--quick']);
    await expect.poll(() => quick.isShown).toBe(true);
    quick.hide();
  });
});

describe('the tray', () => {
  const tray = () => double.trays[0]!;
  const labels = () => tray().menu.map(({ label, type }) => label ?? type);
  const choose = (label: string) =>
    tray()
      .menu.find((entry: MenuEntry) => entry.label === label)
      ?.click?.();

  it('has one icon, in both sizes, and one menu that follows the keys', async () => {
    const secret = [{ name: 'secret', text: 'x' }];
    await call('keys.add', { name: 'R&D', secret, expiresAt: Date.now() + 2 * 86_400_000 });
    // A lone & would make a letter the key of its entry.
    await expect.poll(labels).toContain('R&&D expires in 2 days');
    expect(double.trays).toHaveLength(1);
    const icons = double.images.filter(({ representations }) => representations.length > 0);
    expect(icons).toMatchObject([{ isTemplate: false, representations: [{ scaleFactor: 2 }] }]);
    for (const { url } of double.images) expect(url).toMatch(/^data:image\/png;base64,/);
    expect(tray().title).toMatch(/^Keybearer: \d+ keys need attention$/);
  });

  it('copies, on the record', async () => {
    await expect.poll(labels).toContain('Copy R&&D');
    choose('Copy R&&D');
    await expect.poll(() => double.clipboardText).toBe('x');
    await call('clipboard.clear', {});
  });

  it('brings the window back by a click', () => {
    window.hide();
    tray().emit('click');
    expect(window.isShown).toBe(true);
  });

  it('keeps it running when the window is closed', async () => {
    window.close();
    expect(window.isShown).toBe(false);
    expect(window.isDestroyed()).toBe(false);
    expect(await call('vault.status', {})).toMatchObject({ ok: true });
    choose('Open Keybearer');
    await expect.poll(() => window.isShown).toBe(true);
  });

  it('leaves the full screen before it hides', async () => {
    window.isFull = true;
    window.close();
    await expect.poll(() => window.isShown).toBe(false);
    expect(window.isFull).toBe(false);
    window.show();
  });
});

describe('how it starts and ends', () => {
  const startWith = async (args: readonly string[]) => {
    const before = process.argv;
    process.argv = [...before.slice(0, 2), ...args];
    const other = await loadMain();
    other.becomeReady();
    await expect.poll(() => other.askedFor('BrowserWindow.loadURL').length).toBeGreaterThan(0);
    await expect.poll(() => other.handlers.has('IpcMain.handle')).toBe(true);
    process.argv = before;
    return other;
  };

  it('shows nothing with --hidden, until it is asked for', async () => {
    const hidden = await startWith(['--hidden']);
    await expect.poll(() => hidden.trays).toHaveLength(1);
    expect(hidden.windows[0]!.isShown).toBe(false);
    hidden.app.emit('second-instance', {}, ['keybearer', '--hidden']);
    hidden.app.emit('activate');
    await expect.poll(() => hidden.windows[0]!.isShown).toBe(true);
    expect(hidden.askedFor('BrowserWindow.focus')).toHaveLength(1);
    await ended(hidden);
  });

  it('ends with its page, when that crashes', async () => {
    const other = await startWith([]);
    await expect.poll(() => other.windows[0]!.isShown).toBe(true);
    other.windows[0]!.page.emit('render-process-gone', {}, { reason: 'crashed' });
    await expect.poll(() => other.hasQuit).toBe(true);
  });

  it('shows the quick-copy window alone with --quick', async () => {
    const quick = await startWith(['--quick']);
    await expect.poll(() => quick.windows[1]?.isShown).toBe(true);
    expect(quick.windows[0]!.isShown).toBe(false);
    await ended(quick);
  });

  it('puts everything away before it quits, once', async () => {
    const other = await startWith([]);
    await expect.poll(() => other.windows[0]!.isShown).toBe(true);
    other.app.quit();
    expect(other.hasQuit).toBe(false);
    await expect.poll(() => other.hasQuit).toBe(true);
    expect(other.askedFor('App.quit')).toHaveLength(2);
  });

  it('clears what it has copied before it quits (B3)', async () => {
    const other = await startWith(['--hidden']);
    const answer = other.handler<(event: unknown, name: string, input: unknown) => Promise<unknown>>('IpcMain.handle');
    await expect.poll(() => other.windows[0]).toBeDefined();
    const sender = { senderFrame: other.windows[0]!.mainFrame };
    const { value } = (await answer(sender, 'keys.list', {})) as { value: { keys: { id: string }[] } };
    const copy = { id: value.keys[0]!.id, format: 'raw', withSecret: true, confirmed: true };
    expect(await answer(sender, 'keys.copy', copy)).toMatchObject({ ok: true });
    expect(other.clipboardText).not.toBe('');
    await ended(other);
    expect(other.clipboardText).toBe('');
  });

  it('ends with its window where no panel has a place for it', async () => {
    panel.hasPanel = false;
    const other = await startWith([]);
    await expect.poll(() => other.windows[0]!.isShown).toBe(true);
    const call = other.handler<(event: unknown, name: string, input: unknown) => Promise<unknown>>('IpcMain.handle');
    const sender = { senderFrame: other.windows[0]!.mainFrame };
    expect(await call(sender, 'capabilities', {})).toMatchObject({ value: { tray: false } });
    expect(other.trays).toEqual([]);
    other.windows[0]!.close();
    await expect.poll(() => other.hasQuit).toBe(true);
    panel.hasPanel = true;
  });

  it('starts with the session by a file that the desktop reads', async () => {
    await call('settings.set', { startAtLogin: true });
    const path = join(home, 'config', 'autostart', 'io.github.keybearer.desktop');
    expect(readFileSync(path, 'utf8')).toContain(`"/the application" --hidden --home=${home}`);
    await call('settings.set', { startAtLogin: false });
    expect(() => readFileSync(path)).toThrow('ENOENT');
    expect(double.askedFor('App.setLoginItemSettings')).toEqual([]);
  });

  it('has a menu with the keys for text, zoom and quitting, and neither reload nor developer tools', () => {
    const roles = (menu: readonly MenuEntry[]): unknown[] =>
      menu.flatMap(({ role, submenu }) => (submenu === undefined ? role : roles(submenu)));
    const [first] = double.askedFor('Menu.setApplicationMenu');
    expect(first).toHaveLength(1);
    expect(roles(double.appMenu)).toEqual([
      'fileMenu',
      'editMenu',
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'togglefullscreen',
      'windowMenu',
    ]);
  });
});
