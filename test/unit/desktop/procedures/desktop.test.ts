import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../electron/desktop/settings-file.ts';
import { KeybearerError } from '../../../../shared/errors.ts';
import { desktopWithVault, TestDesktop } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';

const fileOf = (desktop: TestDesktop) => join(dirname(desktop.scratch.path), 'settings.json');

describe('settings', () => {
  it('are at their defaults until they are set, and stay for the next start', async () => {
    const desktop = await desktopWithVault();
    expect(await desktop.value('settings.get', {})).toEqual({ settings: defaultSettings });
    await desktop.value('settings.set', { theme: 'dark', autoLockMinutes: null });
    const { settings } = await desktop.value('settings.set', { clipboardSeconds: 20 });
    expect(settings).toEqual({ ...defaultSettings, theme: 'dark', autoLockMinutes: null, clipboardSeconds: 20 });
    expect(statSync(fileOf(desktop)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', 'null', '{"theme":"pink","clipboardSeconds":1e99}', '{"__proto__":{"theme":"dark"}}'])(
    'fall back to their defaults where the file is %j',
    async (text) => {
      const desktop = await desktopWithVault();
      writeFileSync(fileOf(desktop), text);
      expect(await desktop.value('settings.get', {})).toEqual({ settings: defaultSettings });
    },
  );

  it('keep what a later version wrote', async () => {
    const desktop = await desktopWithVault();
    writeFileSync(fileOf(desktop), '{"fontSize":15,"theme":"light"}');
    await desktop.value('settings.set', { clipboardSeconds: 20 });
    expect(JSON.parse(readFileSync(fileOf(desktop), 'utf8'))).toMatchObject({ fontSize: 15, theme: 'light' });
  });

  it('set the shortcut and the start at login, or nothing at all', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('settings.set', { shortcut: 'CommandOrControl+Shift+K', startAtLogin: true });
    expect(desktop.shell).toMatchObject({ shortcut: 'CommandOrControl+Shift+K', startsAtLogin: true });
    desktop.shell.takenShortcut = 'Alt+Space';
    expect(await desktop.call('settings.set', { shortcut: 'Alt+Space' })).toEqual(
      failure('invalid-input', { field: 'shortcut' }),
    );
    expect((await desktop.value('settings.get', {})).settings.shortcut).toBe('CommandOrControl+Shift+K');
  });

  it('stay as they were, the shortcut too, where the start at login cannot be set', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('settings.set', { shortcut: 'Alt+K' });
    desktop.shell.setStartAtLogin = () => {
      throw new KeybearerError('file-not-written', { path: '/config/autostart/x.desktop', reason: 'failed' });
    };
    expect(await desktop.call('settings.set', { shortcut: 'Alt+J', startAtLogin: true })).toEqual(
      failure('file-not-written'),
    );
    expect(desktop.shell.shortcut).toBe('Alt+K');
    const { settings } = await desktop.value('settings.get', {});
    expect(settings).toMatchObject({ shortcut: 'Alt+K', startAtLogin: false });
  });

  it('set the shortcut again at the next start', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('settings.set', { shortcut: 'Alt+K' });
    await desktop.application.close();
    const again = await new TestDesktop(desktop.scratch).start();
    expect(again.shell.shortcut).toBe('Alt+K');
  });

  it('refuse what the shell cannot do', async () => {
    const desktop = await desktopWithVault();
    desktop.shell.can = { ...desktop.shell.can, globalShortcut: false, startAtLogin: false };
    expect(await desktop.call('settings.set', { shortcut: 'Alt+K' })).toEqual(failure('invalid-input'));
    expect(await desktop.call('settings.set', { startAtLogin: true })).toEqual(failure('invalid-input'));
  });
});

describe('capabilities', () => {
  it('are those of the shell', async () => {
    const desktop = await desktopWithVault();
    expect(await desktop.value('capabilities', {})).toMatchObject({ shell: 'electron', tray: true, clipboard: true });
  });
});

describe('audit.list', () => {
  it('answers the newest first, a page at a time', async () => {
    const desktop = await desktopWithVault();
    for (const name of ['a', 'b', 'c'])
      await desktop.value('keys.add', { name, secret: [{ name: 'secret', text: 'x' }] });
    const first = await desktop.value('audit.list', { max: 2 });
    expect(first.events.map(({ keyName }) => keyName)).toEqual(['c', 'b']);
    expect(first.more).toBe(true);
    const rest = await desktop.value('audit.list', { max: 9, beforeSeq: first.events[1]!.seq });
    expect(rest.events.map(({ action }) => action)).toEqual(['key-added', 'vault-created']);
    expect(rest.more).toBe(false);
  });

  it('is verified', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('keys.add', { name: 'a', secret: [{ name: 'secret', text: 'x' }] });
    expect(await desktop.value('audit.verify', {})).toMatchObject({ whole: true, events: 2, brokenAt: null });
    desktop.scratch.edit((file) => file.exec('DELETE FROM event WHERE seq = 1'));
    expect(await desktop.value('audit.verify', {})).toMatchObject({ whole: false, brokenAt: 1 });
  });
});
