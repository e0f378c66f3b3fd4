/** A task of the user, on Windows. @see https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';
import type { RunProgram } from '../ports.ts';
import { firstHour, lastHour, minute, type Scheduler, type ScheduleStatus } from './schedule.ts';
import { xmlText } from './xml.ts';

const taskName = 'Keybearer\\Remind';

export class TaskScheduler implements Scheduler {
  readonly #run: RunProgram;
  readonly #user: string;

  /** @param user `DOMAIN\name`: a task for whoever logs in would take an administrator. */
  constructor(run: RunProgram, user: string) {
    this.#run = run;
    this.#user = user;
  }

  async install(command: readonly string[]): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-task-'));
    const path = join(folder, 'remind.xml');
    try {
      writeFileSync(path, taskFile(command, this.#user));
      if (await this.#schtasks('/Create', '/TN', taskName, '/XML', path, '/F')) return;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    throw new KeybearerError('scheduler-unavailable', { program: 'schtasks' });
  }

  async uninstall(): Promise<boolean> {
    return (await this.#exists()) && this.#schtasks('/Delete', '/TN', taskName, '/F');
  }

  /** What schtasks says of the runs is in the language of the system: it is left unsaid. */
  async status(): Promise<ScheduleStatus> {
    const installed = await this.#exists();
    return { installed, enabled: installed ? null : false, lastRun: null, nextRun: null, file: null, command: null };
  }

  #exists(): Promise<boolean> {
    return this.#schtasks('/Query', '/TN', taskName);
  }

  async #schtasks(...args: string[]): Promise<boolean> {
    return (await this.#run('schtasks.exe', args)).code === 0;
  }
}

/** The task as schtasks reads it: UTF-16 with a byte order mark. */
export function taskFile(command: readonly string[], user: string): Buffer {
  return Buffer.from(`\ufeff${taskXml(command, user)}`, 'utf16le');
}

export function taskXml(command: readonly string[], user: string): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const start = `2026-01-01T${two(firstHour)}:${two(minute)}:00`;
  // conhost keeps a console window from opening each hour.
  const words = ['--headless', ...command].map(windowsWord).join(' ');
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Keybearer: remind of API keys that expire</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>${xmlText(user)}</UserId>
      <Delay>PT2M</Delay>
    </LogonTrigger>
    <CalendarTrigger>
      <StartBoundary>${start}</StartBoundary>
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>PT${lastHour - firstHour}H</Duration>
      </Repetition>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
    </Principal>
  </Principals>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${xmlText(words)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** One word of a command line, as the C runtime of Windows takes it apart. */
export function windowsWord(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
