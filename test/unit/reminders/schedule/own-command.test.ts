import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownCommand } from '../../../../electron/reminders/schedule/own-command.ts';
import { launcherText } from '../../../../scripts/launcher.mjs';

function partsWith(launcher: string | undefined, platform: NodeJS.Platform = 'linux') {
  const userHome = mkdtempSync(join(tmpdir(), 'keybearer-command-'));
  onTestFinished(() => rmSync(userHome, { recursive: true }));
  const path = join(
    userHome,
    platform === 'win32' ? 'AppData/Local/keybearer/bin/keybearer.cmd' : '.local/bin/keybearer',
  );
  if (launcher !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, launcher);
  }
  return {
    path,
    parts: { platform, env: {}, userHome, node: '/n/node', bundle: '/b/keybearer.cjs', vaultPath: '/v/vault.db' },
  };
}

const launcherFor = (bundle: string) => launcherText({ node: '/n/node', bundle, cache: null });
const bare = ['/n/node', '--disable-warning=ExperimentalWarning', '/b/keybearer.cjs', '--home', '/v', 'remind'];

describe('ownCommand', () => {
  it('is the launcher, which cleans the environment, with the folder of the vault', () => {
    const { parts, path } = partsWith(launcherFor('/b/keybearer.cjs'));
    expect(ownCommand(parts)).toEqual([path, '--home', '/v', 'remind']);
  });

  it.each([
    ['there is no launcher', undefined],
    ['the launcher starts another checkout', launcherFor('/elsewhere/keybearer.cjs')],
    ['another program has its name', '#!/bin/sh\n'],
  ])('is Node and the bundle where %s', (_what, launcher) => {
    expect(ownCommand(partsWith(launcher).parts)).toEqual(bare);
  });

  it('knows where the launcher is on Windows', () => {
    const { parts, path } = partsWith('"/n/node" "/b/keybearer.cjs" %*', 'win32');
    expect(ownCommand(parts)[0]).toBe(path);
  });
});
