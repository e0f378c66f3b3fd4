/** How it ends: with its window or its page, or where there is a tray when it is told to; in both cases after everything is put away. */
import { app, type BrowserWindow } from 'electron';

/** @param putAway Called once, however often one asks to quit meanwhile. */
export function endWith(window: BrowserWindow, staysInTray: boolean, putAway: () => Promise<void>): void {
  let isEnding = false;
  let things: 'in use' | 'being put away' | 'away' = 'in use';
  app.on('before-quit', () => {
    isEnding = true;
  });
  window.on('close', (event) => {
    if (isEnding || !staysInTray) return;
    event.preventDefault();
    leave(window);
  });
  // A page that has crashed shows nothing any more, and the vault does not stay open behind it.
  window.webContents.on('render-process-gone', () => window.destroy());
  // The quick-copy window is there still, and alone it is nothing.
  window.once('closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (things === 'away') return;
    event.preventDefault();
    if (things === 'being put away') return;
    things = 'being put away';
    void putAway().finally(() => {
      things = 'away';
      app.quit();
    });
  });
}

/** macOS would go on showing the empty screen of a window that is hidden while it fills one. */
function leave(window: BrowserWindow): void {
  if (!window.isFullScreen()) window.hide();
  else {
    window.once('leave-full-screen', () => window.hide());
    window.setFullScreen(false);
  }
}
