/** The application on Electron, from its start to its end. */
import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { composeTimedClipboard } from '../../compose.ts';
import { startApplication } from '../application.ts';
import { readBundle } from '../bundle.ts';
import { commonParts, windowSettings } from '../start-parts.ts';
import { declareScheme, serveBundle } from './app-protocol.ts';
import { ElectronShell } from './electron-shell.ts';
import { guardPages, guardSession } from './guards.ts';
import { answerCalls } from './ipc.ts';
import { electronNotifier } from './notifier.ts';
import { keepProfileBeside } from './profile.ts';
import { electronClipboard } from './text-clipboard.ts';
import { openWindow } from './window.ts';

/** They would let other programs of this user drive the window. */
const refusedSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'load-extension'];

export function runInElectron(): void {
  keepProfileBeside(windowSettings(process).path);
  if (app.isPackaged && refusedSwitches.some((name) => app.commandLine.hasSwitch(name))) app.exit(1);
  // The first one comes to the front instead.
  else if (!app.requestSingleInstanceLock()) app.exit(0);
  else {
    // E4: before anything is ready.
    app.enableSandbox();
    declareScheme();
    guardPages();
    void app.whenReady().then(start);
  }
}

async function start(): Promise<void> {
  const settings = windowSettings(process);
  const { platform } = settings;
  const shell = new ElectronShell(platform);
  const clipboard = composeTimedClipboard(settings.path, electronClipboard(platform));
  guardSession(session.defaultSession);
  serveBundle(readBundle(join(import.meta.dirname, '..', 'renderer')));
  const notifier = async () => electronNotifier;
  const application = await startApplication({
    ...commonParts(settings),
    shell,
    clipboard,
    clipboardHints: true,
    notifier,
  });
  answerCalls(() => shell.window, application.call);
  shell.window = await openWindow();
  app.on('second-instance', () => shell.focus());
  endWith(shell.window, application.close);
}

/** The privileged process ends with its window, after everything is put away. */
function endWith(window: BrowserWindow, putAway: () => Promise<void>): void {
  window.once('closed', () => void putAway().finally(() => app.quit()));
}
