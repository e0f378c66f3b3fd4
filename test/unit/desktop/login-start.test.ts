import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { autostartEntry, autostartPath, loginCommand, setAutostart } from '../../../electron/desktop/login-start.ts';
import { failure } from '../../support/failure.ts';

const installed = { execPath: '/opt/Keybearer/io.github.keybearer', appPath: null, env: {}, home: null };

function exec(command: readonly string[]): string | undefined {
  return /^Exec=(.*)$/m.exec(autostartEntry(command))?.[1];
}

describe('loginCommand', () => {
  it('starts what is installed, to stay in the tray', () => {
    expect(loginCommand(installed)).toEqual(['/opt/Keybearer/io.github.keybearer', '--hidden']);
  });

  it('starts an AppImage by its file, and a checkout by its folder', () => {
    const image = {
      ...installed,
      execPath: '/tmp/.mount_x/keybearer',
      env: { APPIMAGE: '/home/ada/Keybearer.AppImage' },
    };
    expect(loginCommand(image)[0]).toBe('/home/ada/Keybearer.AppImage');
    expect(loginCommand({ ...installed, appPath: '/src/keybearer' })[1]).toBe('/src/keybearer');
  });

  it('names a vault that is not at its usual place', () => {
    expect(loginCommand({ ...installed, home: '/media/stick' })).toContain('--home=/media/stick');
  });
});

describe('autostartPath', () => {
  it('is in the folder that the desktops read, under the name of the application', () => {
    const name = 'autostart/io.github.keybearer.desktop';
    expect(autostartPath({ XDG_CONFIG_HOME: '/conf' }, '/home/ada')).toBe(join('/conf', name));
    for (const XDG_CONFIG_HOME of ['', 'relative'])
      expect(autostartPath({ XDG_CONFIG_HOME }, '/home/ada')).toBe(join('/home/ada/.config', name));
    expect(autostartPath({}, '/home/ada')).toBe(join('/home/ada/.config', name));
  });
});

describe('autostartEntry', () => {
  it('is an application with a command', () => {
    const lines = autostartEntry(['/usr/bin/x', '--hidden']).split('\n');
    expect(lines[0]).toBe('[Desktop Entry]');
    expect(lines).toContain('Type=Application');
    expect(lines).toContain('Exec=/usr/bin/x --hidden');
  });

  it.each([
    ['/a b/x', '"/a b/x"'],
    ['/100%/x', '/100%%/x'],
    ['/a"b', String.raw`"/a\\"b"`],
    ['/a$b`c', '"/a\\\\$b\\\\`c"'],
    [String.raw`/a\b`, String.raw`"/a\\\\b"`],
    ['/a;b', '"/a;b"'],
    ['/a\nExec=evil', String.raw`"/a\nExec=evil"`],
  ])('quotes %j as the specification has it', (argument, quoted) => {
    expect(exec([argument])).toBe(quoted);
  });
});

describe('setAutostart', () => {
  function scratch(): string {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-autostart-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  it('writes the entry with its folder, again over what is there, and takes it away', () => {
    const path = join(scratch(), 'autostart', 'x.desktop');
    setAutostart(path, ['/first']);
    setAutostart(path, ['/second']);
    expect(readFileSync(path, 'utf8')).toBe(autostartEntry(['/second']));
    setAutostart(path, null);
    setAutostart(path, null);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('says that it could not be written, and leaves nothing behind', () => {
    const folder = scratch();
    writeFileSync(join(folder, 'autostart'), 'a file in its place');
    const path = join(folder, 'autostart', 'x.desktop');
    expect(() => setAutostart(path, ['/x'])).toThrow(failure('file-not-written', { path }) as Error);
  });
});
