/** `keybearer ui`: the built command and the built window, on an X server of the test's own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
});
afterAll(() => home.remove());

const noDisplay = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
const run = (command: string, env: NodeJS.ProcessEnv = {}) => runShell(command, home.cwd, { ...home.env, ...env });

describe.runIf(process.platform === 'linux')('keybearer ui', () => {
  it('says that there is no display, and opens nothing', () => {
    const { exitCode, stdout, stderr } = run('keybearer ui', noDisplay);
    expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '' });
    expect(stderr).toContain('keybearer: error: the window cannot be opened: there is no display');
  });

  it('tells a script why', () => {
    const { exitCode, stdout } = run('keybearer ui --which --json', noDisplay);
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toEqual({ shell: null, name: null, path: null, reason: 'no-display' });
  });

  it('names both ways where nothing can show it', () => {
    const { exitCode, stderr } = run('PATH="$PWD/bin" keybearer ui', { DISPLAY: ':0' });
    expect(exitCode).toBe(5);
    expect(stderr).toContain('install Chromium, Google Chrome or Microsoft Edge, or fetch Electron');
  });

  it('says what would show it', () => {
    const { exitCode, stdout } = run('keybearer ui --which', { DISPLAY: ':0' });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\S.* \(\/.*\)\n$/);
  });

  describe('on a display', () => {
    let screen: XDisplay;
    let runtime: string;
    beforeAll(async () => {
      screen = await startXDisplay({ size: '1440x900' });
      runtime = join(home.cwd, 'runtime');
      mkdirSync(runtime, { mode: 0o700 });
    });
    afterAll(() => screen.kill());

    const windows = () => readdirSync(runtime).filter((name) => name.startsWith('keybearer-window-'));

    function open(): { child: ChildProcess; said: () => string } {
      const child = spawn(join(home.cwd, 'bin/keybearer'), ['ui'], {
        env: { ...home.env, DISPLAY: screen.name, XDG_RUNTIME_DIR: runtime },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let text = '';
      child.stderr?.on('data', (chunk) => {
        text += chunk;
      });
      return { child, said: () => text };
    }

    it('opens one window, whose second start ends at once, and puts everything away', async () => {
      const { child, said } = open();
      await expect.poll(windows, { timeout: 20_000 }).toHaveLength(1);
      await expect.poll(() => run(`xwininfo -root -tree -display ${screen.name}`).stdout).toContain('"Keybearer"');
      expect(said()).toMatch(/^The window opens in .+\n$/);
      const second = open();
      expect((await once(second.child, 'exit'))[0]).toBe(0);
      expect(second.said()).toContain('keybearer: the window is open already');
      expect(windows()).toHaveLength(1);
      child.kill('SIGTERM');
      expect((await once(child, 'exit'))[0]).toBe(0);
      expect(windows()).toEqual([]);
    });
  });
});
