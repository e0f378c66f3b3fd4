/** The icon in the tray, with its menu. */
import { Menu, type MenuItemConstructorOptions, Tray } from 'electron';
import type { TrayAction, TrayEntry, TrayMenu } from '../tray-menu.ts';
import { trayIcon } from './icons.ts';

export class TrayIcon {
  readonly #tray: Tray;

  /** @param clicked Told where a click is not the menu's: on macOS each of them is. */
  constructor(platform: NodeJS.Platform, clicked: () => void) {
    this.#tray = new Tray(trayIcon(platform));
    if (platform !== 'darwin') this.#tray.on('click', clicked);
  }

  show({ title, entries }: TrayMenu, chosen: (action: TrayAction) => void): void {
    this.#tray.setToolTip(title);
    this.#tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => item(entry, chosen))));
  }
}

function item(entry: TrayEntry, chosen: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry === 'line') return { type: 'separator' };
  return { label: withoutMnemonic(entry.label), click: () => chosen(entry.action) };
}

/** A lone & makes the next letter the entry's key, on every platform's menus. */
function withoutMnemonic(label: string): string {
  return label.replaceAll('&', '&&');
}
