import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { importScript } from '../../support/import-script.ts';

const { packagesAreFresh } = await importScript('packages-fresh.mjs');
const { bundleIsFresh } = await importScript('bundle-fresh.mjs');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keybearer-fresh-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

function write(name: string, text: string, seconds = 1000): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), seconds, seconds);
}

describe('packagesAreFresh', () => {
  const vite = { version: '8.0.0', integrity: 'sha512-a' };
  const forMac = { version: '1.0.0', optional: true };

  function state(locked: object, installed: object | string): boolean {
    write('package-lock.json', JSON.stringify({ packages: { '': {}, ...locked } }));
    const account = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
    write('node_modules/.package-lock.json', account);
    return packagesAreFresh(root);
  }

  it('is content with what is locked, less what other platforms need', () => {
    expect(state({ 'node_modules/vite': vite, 'node_modules/mac': forMac }, { 'node_modules/vite': vite })).toBe(true);
  });

  it.each([
    ['is missing', {}],
    ['has another version', { 'node_modules/vite': { ...vite, version: '8.0.1' } }],
    ['has other content', { 'node_modules/vite': { ...vite, integrity: 'sha512-b' } }],
    ['has a neighbour that is not locked', { 'node_modules/vite': vite, 'node_modules/old': vite }],
    ['was being installed when npm was stopped', '{"packages":'],
  ])('sees that a package %s', (_what, installed) => {
    expect(state({ 'node_modules/vite': vite }, installed)).toBe(false);
  });

  it('sees that nothing is installed', () => {
    write('package-lock.json', '{}');
    expect(packagesAreFresh(root)).toBe(false);
  });
});

describe('bundleIsFresh', () => {
  const isFresh = () => bundleIsFresh(root, join(root, 'out/cli/keybearer.cjs'));

  beforeEach(() => {
    write('electron/cli/list.ts', '');
    write('shared/limits.ts', '');
    write('vite.cli.config.ts', '');
    write('package.json', '');
    write('package-lock.json', '');
    write('out/cli/keybearer.cjs', '', 2000);
    for (const folder of ['electron/cli', 'electron', 'shared']) utimesSync(join(root, folder), 1000, 1000);
  });

  it('is content with a bundle that is newer than its sources', () => {
    expect(isFresh()).toBe(true);
  });

  it.each(['electron/cli/list.ts', 'shared/limits.ts', 'vite.cli.config.ts', 'package.json', 'package-lock.json'])(
    'sees that %s changed',
    (name) => {
      write(name, 'changed', 3000);
      expect(isFresh()).toBe(false);
    },
  );

  it('sees that a source was removed', () => {
    rmSync(join(root, 'electron/cli/list.ts'));
    expect(isFresh()).toBe(false);
  });

  it('sees that there is no bundle', () => {
    rmSync(join(root, 'out'), { recursive: true });
    expect(isFresh()).toBe(false);
  });
});
