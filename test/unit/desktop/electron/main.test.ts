/**
 * The built Electron application over a double of Electron: what is asked of it, statement by statement (security.md, E1 to
 * E20). That Electron keeps what it is asked is tested where its runtime is.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '../../../../electron/desktop/bundle.ts';
import type { DoubleWindow, ElectronDouble, Frame } from '../../../fakes/electron/double.ts';
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
  process.env.KEYBEARER_HOME = home;
  double = await loadMain();
  double.becomeReady();
  await vi.waitUntil(() => double.windows[0]?.isShown);
  window = double.windows[0]!;
});
afterAll(async () => {
  window.emit('closed');
  await vi.waitUntil(() => double.askedFor('App.quit').length > 0);
  delete process.env.KEYBEARER_HOME;
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
    double.app.emit('second-instance');
    expect(double.askedFor('BrowserWindow.focus')).toHaveLength(before + 1);
    const second = await loadMain({ isSecond: true });
    expect(second.askedFor('App.exit')).toEqual([[0]]);
    expect(second.askedFor('App.whenReady')).toEqual([]);
  });

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'])(
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
    packaged.windows[0]!.emit('closed');
    await expect.poll(() => packaged.askedFor('App.quit')).toHaveLength(1);
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

  it('shows a reminder with its buttons, and hears them', async () => {
    const id = await addKey('soon due', { expiresAt: Date.now() + 3 * 86_400_000 });
    await call('vault.lock', {});
    await call('vault.unlock', {});
    await expect.poll(() => double.notifications).toHaveLength(1);
    const [notification] = double.notifications;
    expect(notification?.options).toMatchObject({
      title: 'soon due expires in 3 days',
      actions: [
        { type: 'button', text: 'Renew' },
        { type: 'button', text: 'Snooze for a day' },
      ],
    });
    notification?.emit('action', { actionIndex: 1 });
    const isSnoozed = async () => {
      const { value } = (await call('keys.list', {})) as { value: { keys: { id: string; snoozedUntil: unknown }[] } };
      return value.keys.find((key) => key.id === id)?.snoozedUntil;
    };
    await expect.poll(isSnoozed).toBeGreaterThan(Date.now());
    expect(notification?.isClosed).toBe(true);
  });

  it.each(['suspend', 'lock-screen'])('locks at %s', async (signal) => {
    await call('vault.unlock', {});
    double.powerMonitor.emit(signal);
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
    const before = double.askedFor('BrowserWindow.focus').length;
    double.shortcuts.get('Alt+K')?.();
    expect(double.askedFor('BrowserWindow.focus')).toHaveLength(before + 1);
    await call('settings.set', { shortcut: null });
    expect([...double.shortcuts.keys()]).toEqual([]);
  });
});
