import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isFolder, readImportFile } from '../../../electron/import-files/import-file.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const refusal = (reason: string) => failure('file-not-readable', { reason });

describe('readImportFile', () => {
  it('reads a file, an empty one, and one behind a link', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'a'), 'A=1');
    writeFileSync(join(folder, 'empty'), '');
    symlinkSync(join(folder, 'a'), join(folder, 'link'));
    expect(readImportFile(join(folder, 'a')).toString()).toBe('A=1');
    expect(readImportFile(join(folder, 'link')).toString()).toBe('A=1');
    expect(readImportFile(join(folder, 'empty')).length).toBe(0);
  });

  it('refuses what is not there, a folder, and a link that leads nowhere', () => {
    const folder = scratchFolder();
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    expect(() => readImportFile(join(folder, 'nothing'))).toThrow(refusal('not-found'));
    expect(() => readImportFile(join(folder, 'link'))).toThrow(refusal('not-found'));
    expect(() => readImportFile(folder)).toThrow(refusal('not-a-file'));
  });

  it.skipIf(process.platform === 'win32')('refuses a FIFO at once, and a device', () => {
    const fifo = join(scratchFolder(), 'fifo');
    spawnSync('mkfifo', [fifo]);
    expect(() => readImportFile(fifo)).toThrow(refusal('not-a-file'));
    expect(() => readImportFile('/dev/zero')).toThrow(refusal('not-a-file'));
  });

  it('refuses a file of 100 MB without reading it', () => {
    const path = join(scratchFolder(), 'large');
    writeFileSync(path, '');
    truncateSync(path, 100_000_000);
    expect(limits.importFileMaxBytes).toBeLessThan(100_000_000);
    expect(() => readImportFile(path)).toThrow(refusal('too-large'));
  });
});

describe('isFolder', () => {
  it('tells a folder, and one behind a link', () => {
    const folder = scratchFolder();
    symlinkSync(folder, join(folder, 'link'));
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    const names = ['link', 'nothing', 'loop'].map((name) => join(folder, name));
    expect([folder, ...names].map(isFolder)).toEqual([true, true, false, false]);
    expect(() => readImportFile(join(folder, 'loop'))).toThrow(refusal('failed'));
  });
});
