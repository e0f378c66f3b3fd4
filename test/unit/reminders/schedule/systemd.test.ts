import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SystemdScheduler } from '../../../../electron/reminders/schedule/systemd.ts';
import { ProgramLog } from '../../../fakes/program-log.ts';
import { failure } from '../../../support/failure.ts';
import { usualCommand } from '../../../support/schedule-cases.ts';

let userHome: string;
let programs: ProgramLog;
beforeEach(() => {
  userHome = mkdtempSync(join(tmpdir(), 'keybearer-systemd-'));
  programs = new ProgramLog();
  onTestFinished(() => rmSync(userHome, { recursive: true }));
});

const scheduler = (env: NodeJS.ProcessEnv = {}) => new SystemdScheduler({ run: programs.run, env, userHome });
const folder = () => join(userHome, '.config/systemd/user');
const files = () => readdirSync(userHome, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+/.test(name));
const timer = () => join(folder(), 'keybearer-remind.timer');

describe('SystemdScheduler.install', () => {
  it('writes both units and has systemd take them', async () => {
    await scheduler().install(usualCommand);
    expect(readdirSync(folder()).sort()).toEqual(['keybearer-remind.service', 'keybearer-remind.timer']);
    expect(readFileSync(join(folder(), 'keybearer-remind.service'), 'utf8')).toContain('"remind"');
    expect(programs.lines).toEqual([
      'systemctl --user show --property=Version',
      'systemctl --user daemon-reload',
      'systemctl --user enable --now keybearer-remind.timer',
    ]);
  });

  it('can be done again', async () => {
    await scheduler().install(['/old']);
    await scheduler().install(usualCommand);
    expect(readFileSync(join(folder(), 'keybearer-remind.service'), 'utf8')).not.toContain('/old');
  });

  it('goes by XDG_CONFIG_HOME, if that is absolute', async () => {
    await scheduler({ XDG_CONFIG_HOME: join(userHome, 'elsewhere') }).install(usualCommand);
    expect(readdirSync(join(userHome, 'elsewhere/systemd/user'))).toHaveLength(2);
    await scheduler({ XDG_CONFIG_HOME: 'relative' }).install(usualCommand);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('writes nothing where no systemd runs for the user', async () => {
    programs.answer = () => ({ code: 1, stdout: '' });
    await expect(scheduler().install(usualCommand)).rejects.toEqual(
      failure('scheduler-unavailable', { program: 'systemd', reason: 'not-running' }),
    );
    programs.answer = () => ({ code: null, stdout: '' });
    await expect(scheduler().install(usualCommand)).rejects.toEqual(failure('scheduler-unavailable'));
    expect(files()).toEqual([]);
  });

  it('leaves nothing behind that systemd did not take', async () => {
    programs.answer = (line) => ({ code: line.includes('enable') ? 1 : 0, stdout: '' });
    await expect(scheduler().install(usualCommand)).rejects.toEqual(
      failure('scheduler-unavailable', { program: 'systemctl' }),
    );
    expect(readdirSync(folder())).toEqual([]);
  });

  it('does not write over a unit of somebody else', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(timer(), '[Timer]\n');
    await expect(scheduler().install(usualCommand)).rejects.toEqual(failure('file-exists', { path: timer() }));
    await expect(scheduler().uninstall()).rejects.toEqual(failure('file-exists'));
    expect(readFileSync(timer(), 'utf8')).toBe('[Timer]\n');
  });

  it('says which file the system would not have written', async () => {
    mkdirSync(dirname(folder()), { recursive: true });
    writeFileSync(folder(), 'a file where a folder goes');
    await expect(scheduler().install(usualCommand)).rejects.toEqual(
      failure('scheduler-unavailable', { reason: 'not-written' }),
    );
  });
});

describe('SystemdScheduler.uninstall', () => {
  it('stops the timer and takes both units away, once', async () => {
    await scheduler().install(usualCommand);
    programs.lines.length = 0;
    expect(await scheduler().uninstall()).toBe(true);
    expect(readdirSync(folder())).toEqual([]);
    expect(programs.lines).toEqual([
      'systemctl --user disable --now keybearer-remind.timer',
      'systemctl --user daemon-reload',
    ]);
    expect(await scheduler().uninstall()).toBe(false);
  });

  it('takes them away where systemd does not answer any more', async () => {
    await scheduler().install(usualCommand);
    programs.answer = () => ({ code: 1, stdout: '' });
    expect(await scheduler().uninstall()).toBe(true);
    expect(readdirSync(folder())).toEqual([]);
  });
});

describe('SystemdScheduler.status', () => {
  it('says what systemd tells of the timer', async () => {
    await scheduler().install(usualCommand);
    programs.answer = () => ({
      code: 0,
      stdout: `UnitFileState=enabled
ActiveState=active
LastTriggerUSec=Wed 2026-11-25 09:05:00 UTC
NextElapseUSecRealtime=Wed 2026-11-25 10:05:00 UTC
`,
    });
    expect(await scheduler().status()).toEqual({
      installed: true,
      enabled: true,
      lastRun: Date.UTC(2026, 10, 25, 9, 5),
      nextRun: Date.UTC(2026, 10, 25, 10, 5),
      file: timer(),
      command: usualCommand,
    });
    expect(programs.envs.at(-1)).toMatchObject({ TZ: 'UTC', LC_ALL: 'C' });
  });

  it.each([
    ['UnitFileState=disabled\nActiveState=inactive\nLastTriggerUSec=n/a\nNextElapseUSecRealtime=\n', false],
    ['UnitFileState=enabled\nActiveState=failed\nLastTriggerUSec=\n', false],
  ])('says that it does not run: %j', async (stdout, enabled) => {
    await scheduler().install(usualCommand);
    programs.answer = () => ({ code: 0, stdout });
    expect(await scheduler().status()).toMatchObject({ installed: true, enabled, lastRun: null, nextRun: null });
  });

  it('says that a timer without its service runs nothing', async () => {
    await scheduler().install(usualCommand);
    rmSync(join(folder(), 'keybearer-remind.service'));
    expect(await scheduler().status()).toMatchObject({ installed: true, command: [] });
  });

  it('says what it knows without systemd', async () => {
    expect(await scheduler().status()).toMatchObject({ installed: false, enabled: false, file: null });
    expect(programs.lines).toEqual([]);
    await scheduler().install(usualCommand);
    programs.answer = () => ({ code: null, stdout: '' });
    expect(await scheduler().status()).toMatchObject({ installed: true, enabled: null });
  });
});
