/** The window's looks, and what its page runs with. */
import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { appUrl } from '../app-origin.ts';
import { windowIcon } from './icons.ts';

/** E2, E3, E6 to E10, E12: every one of these is said, whatever Electron's own default is or becomes. */
export function pagePreferences(): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
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
    devTools: !app.isPackaged,
  };
}

/** @param isShown Else it waits, loaded, to be asked for. */
export async function openWindow(isShown: boolean): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Keybearer',
    icon: windowIcon(),
    width: 1180,
    height: 760,
    minWidth: 640,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    webPreferences: pagePreferences(),
  });
  // Shown when it is painted: no flash of white.
  if (isShown) window.once('ready-to-show', () => window.show());
  await window.loadURL(appUrl);
  // On Wayland a hidden window may never say that it is painted: https://github.com/electron/electron/issues/48859
  if (isShown && !window.isVisible()) window.show();
  return window;
}
