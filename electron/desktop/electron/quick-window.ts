/** The quick-copy window: without a frame, over everything else, and gone as soon as one looks elsewhere. */
import { BrowserWindow, screen } from 'electron';
import { quickUrl } from '../app-origin.ts';
import { quickPlace, quickSize } from '../quick-place.ts';
import { sendEvent } from './ipc.ts';
import { pagePreferences } from './window.ts';

export class QuickWindow {
  readonly window: BrowserWindow;
  readonly #isLoaded: Promise<void>;

  constructor(platform: NodeJS.Platform) {
    this.window = new BrowserWindow({
      ...quickSize,
      title: 'Keybearer',
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // On macOS a panel comes up without bringing the whole application along, and gives the focus back when it goes.
      ...(platform === 'darwin' && { type: 'panel' }),
      webPreferences: pagePreferences(),
    });
    this.window.on('blur', () => this.hide());
    // Another is made when it is asked for.
    this.window.webContents.on('render-process-gone', () => this.window.destroy());
    this.window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    this.#isLoaded = this.window.loadURL(quickUrl);
  }

  /** Pressed again, the shortcut takes it away. */
  async toggle(): Promise<void> {
    await this.#isLoaded;
    if (this.window.isVisible()) return this.hide();
    this.window.setBounds(quickPlace(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea));
    this.window.show();
    this.window.focus();
    sendEvent([this.window], 'quick.shown', {});
  }

  hide(): void {
    if (!this.window.isDestroyed()) this.window.hide();
  }
}
