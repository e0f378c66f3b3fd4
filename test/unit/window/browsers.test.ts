import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findBrowser } from '../../../electron/window/browsers.ts';

function programs(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-browsers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe('findBrowser', () => {
  it('prefers Chromium, wherever on the PATH it is', () => {
    const chrome = programs('google-chrome', 'microsoft-edge');
    const chromium = programs('chromium');
    const found = findBrowser({ PATH: `${chrome}:${chromium}` }, 'linux');
    expect(found).toEqual({ name: 'Chromium', path: join(chromium, 'chromium') });
    expect(findBrowser({ PATH: chrome }, 'linux')?.name).toBe('Google Chrome');
  });

  it('finds none where none can be run', () => {
    const folder = programs('chromium');
    chmodSync(join(folder, 'chromium'), 0o644);
    // Root may read anything, but runs only what is a program.
    expect(findBrowser({ PATH: folder }, 'linux')).toBeUndefined();
    expect(findBrowser({}, 'linux')).toBeUndefined();
  });

  it('looks for none in the working folder', () => {
    expect(findBrowser({ PATH: ':.:bin' }, 'linux')).toBeUndefined();
  });

  it('knows where Windows has them', () => {
    const folder = programs();
    const path = join(folder, 'Google\\Chrome\\Application\\chrome.exe');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    chmodSync(path, 0o755);
    expect(findBrowser({ PROGRAMFILES: folder }, 'win32')).toEqual({ name: 'Google Chrome', path });
  });
});
