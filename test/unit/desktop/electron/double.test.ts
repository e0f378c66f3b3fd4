import { describe, expect, it } from 'vitest';
import { isDeclared } from '../../../fakes/electron/declared.ts';
import { ElectronDouble } from '../../../fakes/electron/double.ts';

describe('the double of Electron', () => {
  it('knows what electron.d.ts has, inherited members too', () => {
    expect(isDeclared('BrowserWindow', 'webContents')).toBe(true);
    expect(isDeclared('BrowserWindow', 'setContentProtection')).toBe(true);
    expect(isDeclared('App', 'enableSandbox')).toBe(true);
    expect(isDeclared('App', 'allowEverything')).toBe(false);
  });

  it('fails on what electron.d.ts does not have, and on what it does not play', () => {
    const { app } = new ElectronDouble().module() as { app: Record<string, () => void> };
    expect(() => app.allowEverything?.()).toThrow('electron.d.ts has no App.allowEverything');
    expect(() => app.relaunch?.()).toThrow('does not play App.relaunch');
  });
});
