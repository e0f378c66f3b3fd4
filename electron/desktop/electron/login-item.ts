/** Start at login: by Electron on macOS and Windows, which keep a list of such programs; by a file on Linux. */
import { homedir } from 'node:os';
import { app } from 'electron';
import type { Settings } from '../../compose.ts';
import { autostartPath, loginArguments, loginCommand, setAutostart } from '../login-start.ts';
import { unusualHome } from '../start-parts.ts';

export function loginItem(settings: Settings): (on: boolean) => void {
  const { platform, env } = settings;
  const home = unusualHome(settings);
  // The arguments are Windows' alone; macOS tells a start at login by itself.
  if (platform !== 'linux')
    return (on) => app.setLoginItemSettings({ openAtLogin: on, args: loginArguments(home).map((one) => `"${one}"`) });
  const appPath = app.isPackaged ? null : app.getAppPath();
  const command = loginCommand({ execPath: process.execPath, appPath, env, home });
  return (on) => setAutostart(autostartPath(env, homedir()), on ? command : null);
}
