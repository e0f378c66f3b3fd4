import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  TaskScheduler,
  taskFile,
  taskXml,
  windowsWord,
} from '../../../../electron/reminders/schedule/task-scheduler.ts';
import { ProgramLog } from '../../../fakes/program-log.ts';
import { failure } from '../../../support/failure.ts';

const golden = readFileSync(join(import.meta.dirname, '../../../fixtures/reminders/task.xml'), 'utf8');
const command = ['C:\\Users\\A & B\\keybearer.cmd', '--home', 'C:\\Users\\A "B" <C>\\data\\', 'remind'];
const user = 'OFFICE\\A & B';

describe('taskXml', () => {
  it('is what it was, with every word quoted and escaped', () => {
    expect(taskXml(command, user)).toBe(golden);
  });

  it('is written as schtasks reads it: UTF-16 with a byte order mark', () => {
    const file = taskFile(command, user);
    expect([file[0], file[1]]).toEqual([0xff, 0xfe]);
    expect(file.toString('utf16le').slice(1)).toBe(golden);
  });
});

describe('windowsWord', () => {
  it.each([
    ['plain\\path\\', 'plain\\path\\'],
    ['with space', '"with space"'],
    ['ends in \\', '"ends in \\\\"'],
    ['a "b"', '"a \\"b\\""'],
    ['\\\\" x', '"\\\\\\\\\\" x"'],
    ['', '""'],
  ])('of %j is %j', (word, written) => {
    expect(windowsWord(word)).toBe(written);
  });
});

describe('TaskScheduler', () => {
  it('hands the task over in a file that does not stay', async () => {
    const programs = new ProgramLog();
    let handed = '';
    let path = '';
    programs.answer = (line) => {
      path = /\/XML (.*) \/F$/.exec(line)?.[1] ?? '';
      handed = readFileSync(path, 'utf16le').slice(1);
      return { code: 0, stdout: '' };
    };
    await new TaskScheduler(programs.run, user).install(command);
    expect(handed).toBe(golden);
    expect(existsSync(path)).toBe(false);
    expect(programs.lines[0]).toMatch(/^schtasks\.exe \/Create \/TN Keybearer\\Remind \/XML /);
  });

  it('has its own error when schtasks refuses', async () => {
    const programs = new ProgramLog();
    programs.answer = () => ({ code: 1, stdout: '' });
    await expect(new TaskScheduler(programs.run, user).install(command)).rejects.toEqual(
      failure('scheduler-unavailable', { program: 'schtasks' }),
    );
    expect(await new TaskScheduler(programs.run, user).uninstall()).toBe(false);
    expect(await new TaskScheduler(programs.run, user).status()).toMatchObject({ installed: false });
  });

  it('takes the task away', async () => {
    const programs = new ProgramLog();
    expect(await new TaskScheduler(programs.run, user).uninstall()).toBe(true);
    expect(programs.lines.at(-1)).toBe('schtasks.exe /Delete /TN Keybearer\\Remind /F');
  });
});
