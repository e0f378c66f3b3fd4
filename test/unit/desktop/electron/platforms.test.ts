/** What is asked of Electron on the platforms that these tests do not run on, part by part over the double. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ElectronDouble, MenuEntry } from '../../../fakes/electron/double.ts';

const current = vi.hoisted(() => ({ double: undefined as unknown as ElectronDouble }));
vi.mock('electron', async () => {
  const { ElectronDouble } = await import('../../../fakes/electron/double.ts');
  current.double = new ElectronDouble();
  return current.double.module();
});
const { setAppMenu } = await import('../../../../electron/desktop/electron/app-menu.ts');
const { ElectronShell } = await import('../../../../electron/desktop/electron/electron-shell.ts');
const { loginItem } = await import('../../../../electron/desktop/electron/login-item.ts');
const { electronClipboard } = await import('../../../../electron/desktop/electron/text-clipboard.ts');
const { double } = current;

const parts = { hasTray: true, setStartAtLogin: () => undefined };
const settings = { path: '/vaults/work/vault.db', env: {}, surface: 'window' } as const;

beforeEach(() => {
  double.asked.length = 0;
  double.images.length = 0;
});

describe('on macOS', () => {
  it('has the menu without which no key copies, pastes or quits', () => {
    setAppMenu('darwin');
    expect(double.appMenu.map(({ role, label }: MenuEntry) => role ?? label)).toEqual([
      'appMenu',
      'editMenu',
      'View',
      'windowMenu',
    ]);
  });

  it('has a stencil for the menu bar, and leaves clicks on it to its menu', () => {
    new ElectronShell({ ...parts, platform: 'darwin' }).setTray({ title: 'Keybearer', entries: [] }, () => undefined);
    expect(double.images).toMatchObject([{ isTemplate: true, representations: [{ scaleFactor: 2 }] }]);
    expect(double.trays.at(-1)?.listenerCount('click')).toBe(0);
  });

  it('brings the quick-copy window up as a panel: the application stays where it is', () => {
    new ElectronShell({ ...parts, platform: 'darwin' }).toggleQuick();
    expect(double.askedFor('new BrowserWindow')[0]).toMatchObject([{ type: 'panel' }]);
  });

  it('keeps screenshots away, which Linux cannot', () => {
    const can = (platform: NodeJS.Platform) => new ElectronShell({ ...parts, platform }).can.contentProtection;
    expect([can('darwin'), can('win32'), can('linux')]).toEqual([true, true, false]);
  });
});

describe('start at login', () => {
  it.each(['darwin', 'win32'] as const)('is a login item on %s, to stay in the tray', (platform) => {
    const set = loginItem({ ...settings, platform });
    set(true);
    set(false);
    const args = ['"--hidden"', '"--home=/vaults/work"'];
    expect(double.askedFor('App.setLoginItemSettings')).toEqual([
      [{ openAtLogin: true, args }],
      [{ openAtLogin: false, args }],
    ]);
  });
});

describe('a copied secret', () => {
  const format = (name: string) => `electron application/osclipboard;format="${name}"`;

  it.each([
    ['linux', ['x-kde-passwordManagerHint']],
    ['darwin', ['org.nspasteboard.ConcealedType']],
    [
      'win32',
      ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
    ],
  ] as const)('is marked for what watches the clipboard on %s, in the same write (B5)', async (platform, hints) => {
    await electronClipboard(platform).write('the secret');
    expect(double.clipboardText).toBe('the secret');
    expect(double.clipboardFormats).toEqual(['text/plain', ...hints.map(format)]);
    expect(double.askedFor('Clipboard.write')).toHaveLength(1);
  });
});
