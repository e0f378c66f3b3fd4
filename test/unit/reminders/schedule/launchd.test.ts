import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { agentCommand, LaunchdScheduler, launchAgent } from '../../../../electron/reminders/schedule/launchd.ts';
import { ProgramLog } from '../../../fakes/program-log.ts';
import { failure } from '../../../support/failure.ts';
import { hostileWord, usualCommand } from '../../../support/schedule-cases.ts';

const golden = readFileSync(join(import.meta.dirname, '../../../fixtures/reminders/launch-agent.plist'), 'utf8');
let userHome: string;
let programs: ProgramLog;
beforeEach(() => {
  userHome = mkdtempSync(join(tmpdir(), 'keybearer-launchd-'));
  programs = new ProgramLog();
  onTestFinished(() => rmSync(userHome, { recursive: true }));
});

const scheduler = () => new LaunchdScheduler({ run: programs.run, userHome, userId: 501 });
const agents = () => join(userHome, 'Library/LaunchAgents');
const path = () => join(agents(), 'app.keybearer.remind.plist');

describe('launchAgent', () => {
  it('is what it was, with every word escaped', () => {
    expect(launchAgent([...usualCommand.slice(0, 3), hostileWord, 'remind'])).toBe(golden);
  });

  it('is read back as it was given', () => {
    const command = [...usualCommand, hostileWord, '&amp;', '</array>'];
    expect(agentCommand(launchAgent(command))).toEqual(command);
    expect(agentCommand('<plist><dict/></plist>')).toEqual([]);
  });

  it.each(['\n', '\0', '\u001b'])('refuses %j, which XML cannot hold or would bend', (control) => {
    expect(() => launchAgent([`/a${control}b`])).toThrow(failure('invalid-input', { reason: 'line-breaks' }));
  });
});

describe('LaunchdScheduler', () => {
  it('writes the agent and has launchd load it, in place of one before', async () => {
    programs.answer = (line) => ({ code: line.includes('bootout') ? 3 : 0, stdout: '' });
    await scheduler().install(usualCommand);
    expect(readFileSync(path(), 'utf8')).toBe(launchAgent(usualCommand));
    expect(programs.lines).toEqual([
      'launchctl bootout gui/501/app.keybearer.remind',
      `launchctl bootstrap gui/501 ${path()}`,
    ]);
    expect(await scheduler().status()).toEqual({
      installed: true,
      enabled: true,
      lastRun: null,
      nextRun: null,
      file: path(),
      command: usualCommand,
    });
  });

  it('leaves nothing behind that launchd did not take', async () => {
    programs.answer = () => ({ code: 5, stdout: '' });
    await expect(scheduler().install(usualCommand)).rejects.toEqual(
      failure('scheduler-unavailable', { program: 'launchctl' }),
    );
    expect(readdirSync(agents())).toEqual([]);
    expect(await scheduler().status()).toMatchObject({ installed: false, enabled: false });
  });

  it('unloads it and takes it away, once', async () => {
    await scheduler().install(usualCommand);
    expect(await scheduler().uninstall()).toBe(true);
    expect(programs.lines.at(-1)).toBe('launchctl bootout gui/501/app.keybearer.remind');
    expect(await scheduler().uninstall()).toBe(false);
  });
});
