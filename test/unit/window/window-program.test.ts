import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findWindowProgram } from '../../../electron/window/window-program.ts';
import { failure } from '../../support/failure.ts';

/** A folder that Keybearer lies in, with these programs on the PATH. */
function place({ electron = false, browser = false } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'keybearer-place-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const electronFolder = join(root, 'node_modules', 'electron');
  mkdirSync(join(electronFolder, 'dist'), { recursive: true });
  if (electron) {
    writeFileSync(join(electronFolder, 'path.txt'), 'electron');
    writeFileSync(join(electronFolder, 'dist', 'electron'), '');
  }
  if (browser) {
    writeFileSync(join(root, 'chromium'), '');
    chmodSync(join(root, 'chromium'), 0o755);
  }
  return { env: { DISPLAY: ':0', PATH: root }, platform: 'linux', root, node: '/node' } as const;
}

describe('findWindowProgram', () => {
  it('takes Electron where its runtime is', () => {
    const here = place({ electron: true, browser: true });
    const path = join(here.root, 'node_modules/electron/dist/electron');
    expect(findWindowProgram(here)).toEqual({
      shell: 'electron',
      name: 'Electron',
      path,
      command: [path, here.root],
    });
  });

  it('takes a browser, driven by our own Node, where it is not', () => {
    const here = place({ browser: true });
    const found = findWindowProgram(here);
    expect(found).toMatchObject({ shell: 'chromium', name: 'Chromium', path: join(here.root, 'chromium') });
    expect(found.command).toEqual([
      '/node',
      '--disable-warning=ExperimentalWarning',
      join(here.root, 'out/main/chromium.js'),
    ]);
  });

  it('says that there is neither', () => {
    expect(() => findWindowProgram(place())).toThrow(failure('window-unavailable', { reason: 'no-browser' }));
  });

  it('says that there is no display before anything else', () => {
    const here = place({ electron: true });
    expect(() => findWindowProgram({ ...here, env: { PATH: here.root } })).toThrow(
      failure('window-unavailable', { reason: 'no-display' }),
    );
    expect(findWindowProgram({ ...here, env: { WAYLAND_DISPLAY: 'wayland-0' } }).shell).toBe('electron');
    expect(findWindowProgram({ ...here, env: {}, platform: 'darwin' }).shell).toBe('electron');
  });

  it('does not take a runtime that was removed', () => {
    const here = place({ electron: true, browser: true });
    rmSync(join(here.root, 'node_modules/electron/dist/electron'));
    expect(findWindowProgram(here).shell).toBe('chromium');
  });
});
