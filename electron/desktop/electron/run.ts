/** The application on Electron, from its start to its end. */
import { join } from 'node:path';
import { app, session } from 'electron';
import { composeTimedClipboard } from '../../compose-clipboard.ts';
import { composeReminders } from '../../compose-reminders.ts';
import { composeScreenLock } from '../../compose-screen-lock.ts';
import { hasTray } from '../../compose-tray.ts';
import { startApplication } from '../application.ts';
import { readBundle } from '../bundle.ts';
import { appId } from '../login-start.ts';
import { commonParts, windowSettings } from '../start-parts.ts';
import { type StartWish, startWish } from '../start-wish.ts';
import { setAppMenu } from './app-menu.ts';
import { declareScheme, serveBundle } from './app-protocol.ts';
import { ElectronShell } from './electron-shell.ts';
import { endWith } from './ending.ts';
import { guardPages, guardSession } from './guards.ts';
import { answerCalls } from './ipc.ts';
import { loginItem } from './login-item.ts';
import { electronNotifier } from './notifier.ts';
import { keepProfileBeside } from './profile.ts';
import { electronClipboard } from './text-clipboard.ts';
import { openWindow } from './window.ts';

/** They would let other programs of this user drive the window. */
const refusedSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'load-extension'];

/** A panel that comes up with the session is there by then. */
const panelMs = 15_000;

export function runInElectron(): void {
  keepProfileBeside(windowSettings(process).path);
  if (app.isPackaged && refusedSwitches.some((name) => app.commandLine.hasSwitch(name))) app.exit(1);
  // The first one does what this one was started for.
  else if (!app.requestSingleInstanceLock()) app.exit(0);
  else {
    // E4: before anything is ready.
    app.enableSandbox();
    declareScheme();
    guardPages();
    // Windows shows notifications of programs that it knows by a name.
    if (process.platform === 'win32') app.setAppUserModelId(appId);
    const starting = app.whenReady().then(start);
    app.on('second-instance', (_event, argv) => void starting.then((shell) => fulfil(startWish(argv), shell)));
    // macOS: its icon in the Dock was clicked.
    app.on('activate', () => void starting.then((shell) => shell.focus()));
  }
}

async function start(): Promise<ElectronShell> {
  const settings = windowSettings(process);
  const { platform } = settings;
  // macOS gives a start at login no arguments.
  const isAtLogin = platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  const wish = isAtLogin ? 'nothing' : startWish(process.argv);
  setAppMenu(platform);
  const shell = new ElectronShell({
    platform,
    hasTray: await hasTray(settings, wish === 'nothing' ? panelMs : 0),
    setStartAtLogin: loginItem(settings),
  });
  const clipboard = composeTimedClipboard(settings.path, electronClipboard(platform));
  guardSession(session.defaultSession);
  serveBundle(readBundle(join(import.meta.dirname, '..', 'renderer')));
  const application = await startApplication({
    ...commonParts(settings),
    shell,
    clipboard,
    clipboardHints: true,
    screenLock: await composeScreenLock(settings),
    // Electron shows no buttons on Linux.
    notifier: platform === 'linux' ? composeReminders(settings).notifier : async () => electronNotifier,
  });
  answerCalls(() => shell.windows, application.call);
  shell.window = await openWindow(wish === 'window');
  endWith(shell.window, shell.can.tray, application.close);
  if (wish === 'quick') shell.toggleQuick();
  return shell;
}

function fulfil(wish: StartWish, shell: ElectronShell): void {
  if (wish === 'window') shell.focus();
  if (wish === 'quick') shell.toggleQuick();
}
