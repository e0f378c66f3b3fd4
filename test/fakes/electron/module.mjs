// What `electron` is resolved to: the double that a test has put there.
const double = globalThis[Symbol.for('keybearer.electron-double')].module();
export const {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  contextBridge,
  dialog,
  globalShortcut,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
} = double;
