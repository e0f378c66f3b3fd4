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

  it('fails on options and menu entries that electron.d.ts does not have', () => {
    const { BrowserWindow, Menu, Notification } = new ElectronDouble().module() as {
      BrowserWindow: new (options: object) => object;
      Menu: { buildFromTemplate(template: object[]): unknown };
      Notification: new (options: object) => object;
    };
    expect(() => new BrowserWindow({ frame: false, seeThrough: true })).toThrow('seeThrough');
    expect(() => new Notification({ title: 'x', html: 'y' })).toThrow('html');
    expect(() => Menu.buildFromTemplate([{ label: 'x', submenu: [{ onClick: () => {} }] }])).toThrow('onClick');
  });

  it('quits as Electron does: a window may refuse, and so may the application', () => {
    const double = new ElectronDouble();
    const { BrowserWindow } = double.module() as { BrowserWindow: new (options: object) => object };
    new BrowserWindow({});
    const [window] = double.windows;
    window!.once('close', (event) => event.preventDefault());
    double.app.quit();
    expect([window!.isDestroyed(), double.hasQuit]).toEqual([false, false]);
    double.app.once('will-quit', (event) => event.preventDefault());
    double.app.quit();
    expect([window!.isDestroyed(), double.hasQuit]).toEqual([true, false]);
    double.app.quit();
    expect(double.hasQuit).toBe(true);
  });
});
