/** The application's menu. On macOS no key copies, pastes or quits without it; elsewhere it is seen while Alt is held. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** No reload and no developer tools, as the default menu has them. */
const view: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
};

export function setAppMenu(platform: NodeJS.Platform): void {
  const first = { role: platform === 'darwin' ? 'appMenu' : 'fileMenu' } as const;
  Menu.setApplicationMenu(Menu.buildFromTemplate([first, { role: 'editMenu' }, view, { role: 'windowMenu' }]));
}
