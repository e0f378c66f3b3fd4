import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const module = new URL('../../../scripts/launcher-file.mjs', import.meta.url).href;
let home: string;
let path: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keybearer-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  path = join(home, '.local', 'bin', 'keybearer');
});

/** What an expression on the module comes to, in a process whose home this is. */
function inHome(expression: string, env: Record<string, string> = {}): unknown {
  const code = `process.umask(0o077); const m = await import('${module}'); const node = process.execPath;
    let answer; try { answer = ${expression} ?? null } catch ({ message }) { answer = { message } }
    console.log(JSON.stringify(answer));`;
  const args = ['--input-type=module', '-e', code];
  const { stdout } = spawnSync(process.execPath, args, { env: { HOME: home, PATH: '/usr/bin:/bin', ...env } });
  return JSON.parse(stdout.toString());
}

function put(text: string): void {
  mkdirSync(join(home, '.local', 'bin'), { recursive: true });
  writeFileSync(path, text);
}

describe.skipIf(process.platform === 'win32')('writeLauncher', () => {
  it('writes one file that everybody may run, whatever the umask, and nothing beside it', () => {
    expect(inHome('m.launcherState()')).toBe('none');
    expect(inHome('m.writeLauncher(node)')).toBeNull();
    expect(readdirSync(join(home, '.local', 'bin'))).toEqual(['keybearer']);
    expect(lstatSync(path).mode & 0o777).toBe(0o755);
    expect(inHome('[m.launcherState(), m.startsThisCheckout()]')).toEqual(['ours', true]);
  });

  it('replaces a launcher of another checkout', () => {
    inHome('m.writeLauncher(node)');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/out/cli/', '/gone/'));
    expect(inHome('m.startsThisCheckout()')).toBe(false);
    inHome('m.writeLauncher(node)');
    expect(inHome('m.startsThisCheckout()')).toBe(true);
  });

  it.each(['writeLauncher(node)', 'removeLauncher()'])('leaves a file that is not ours to its owner: %s', (call) => {
    put('#!/bin/sh\n# mine\n');
    expect(inHome(`m.${call}`)).toEqual({ message: expect.stringContaining('not a launcher of ours') });
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n# mine\n');
  });

  it('takes a symbolic link for none of ours, wherever it leads', () => {
    inHome('m.writeLauncher(node)');
    const elsewhere = join(home, 'elsewhere');
    writeFileSync(elsewhere, readFileSync(path));
    rmSync(path);
    symlinkSync(elsewhere, path);
    expect(inHome('m.writeLauncher(node)')).toEqual({ message: expect.stringContaining('not a launcher of ours') });
  });

  it('says so when it cannot write', () => {
    writeFileSync(join(home, '.local'), '');
    expect(inHome('m.writeLauncher(node)')).toEqual({ message: expect.stringMatching(/could not be written \(E/) });
  });
});

describe.skipIf(process.platform === 'win32')('removeLauncher', () => {
  it('removes ours, and says whether there was one', () => {
    inHome('m.writeLauncher(node)');
    expect(inHome('m.removeLauncher()')).toBe(true);
    expect(inHome('m.removeLauncher()')).toBe(false);
    expect(readdirSync(join(home, '.local', 'bin'))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('isTypeable', () => {
  it('is true where a shell finds our launcher first', () => {
    inHome('m.writeLauncher(node)');
    const other = join(home, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'keybearer'), '');
    const bin = join(home, '.local', 'bin');
    expect(inHome('m.isTypeable()')).toBe(false);
    expect(inHome('m.isTypeable()', { PATH: `/usr/bin:${bin}:${other}` })).toBe(true);
    expect(inHome('m.isTypeable()', { PATH: `${other}:${bin}` })).toBe(false);
  });
});
