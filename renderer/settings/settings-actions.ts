import type { DesktopSettings } from '../../shared/contract/desktop.ts';
import { complain } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { setSettings } from '../lock/session-store.ts';

/** Saves what is named; the answer is what holds from now on. */
export async function changeSettings(change: Partial<DesktopSettings>): Promise<void> {
  const result = await call('settings.set', change);
  if (result.ok) setSettings(result.value.settings);
  else complain(result);
}

export function setTheme(theme: DesktopSettings['theme']): Promise<void> {
  return changeSettings({ theme });
}
