/** A timer of the user's own systemd. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';
import type { RunProgram } from '../ports.ts';
import { ownFileState, removeOwnFile, writeOwnFile } from './own-file.ts';
import type { Scheduler, ScheduleStatus } from './schedule.ts';
import { serviceUnit, timerUnit, unitCommand } from './systemd-units.ts';

const timerName = 'keybearer-remind.timer';
const serviceName = 'keybearer-remind.service';

export interface SystemdParts {
  readonly run: RunProgram;
  readonly env: NodeJS.ProcessEnv;
  readonly userHome: string;
}

export class SystemdScheduler implements Scheduler {
  readonly #run: RunProgram;
  readonly #env: NodeJS.ProcessEnv;
  readonly #timerPath: string;
  readonly #servicePath: string;

  constructor({ run, env, userHome }: SystemdParts) {
    const { XDG_CONFIG_HOME: config } = env;
    const folder = join(config && isAbsolute(config) ? config : join(userHome, '.config'), 'systemd', 'user');
    this.#run = run;
    this.#env = env;
    this.#timerPath = join(folder, timerName);
    this.#servicePath = join(folder, serviceName);
  }

  /** Without a running manager nothing is written: "enable" would seem to work there, and nothing would ever run. */
  async install(command: readonly string[]): Promise<void> {
    if (!(await this.#isRunning()))
      throw new KeybearerError('scheduler-unavailable', { program: 'systemd', reason: 'not-running' });
    writeOwnFile(this.#servicePath, serviceUnit(command));
    writeOwnFile(this.#timerPath, timerUnit());
    if ((await this.#systemctl('daemon-reload')) && (await this.#systemctl('enable', '--now', timerName))) return;
    await this.uninstall();
    throw new KeybearerError('scheduler-unavailable', { program: 'systemctl' });
  }

  async uninstall(): Promise<boolean> {
    if (ownFileState(this.#timerPath) === 'ours') await this.#systemctl('disable', '--now', timerName);
    const removed = [this.#timerPath, this.#servicePath].map(removeOwnFile).includes(true);
    if (removed) await this.#systemctl('daemon-reload');
    return removed;
  }

  async status(): Promise<ScheduleStatus> {
    const installed = ownFileState(this.#timerPath) === 'ours';
    if (!installed) return { installed, enabled: false, lastRun: null, nextRun: null, file: null, command: null };
    const names = ['UnitFileState', 'ActiveState', 'LastTriggerUSec', 'NextElapseUSecRealtime'];
    const shown = await this.#show([timerName], names);
    const enabled = shown && shown.get('UnitFileState') === 'enabled' && shown.get('ActiveState') === 'active';
    return {
      installed,
      enabled: enabled ?? null,
      lastRun: instant(shown?.get('LastTriggerUSec')),
      nextRun: instant(shown?.get('NextElapseUSecRealtime')),
      file: this.#timerPath,
      // Without its service the timer runs nothing.
      command: ownFileState(this.#servicePath) === 'ours' ? unitCommand(readFileSync(this.#servicePath, 'utf8')) : [],
    };
  }

  async #isRunning(): Promise<boolean> {
    return (await this.#show([], ['Version'])) !== undefined;
  }

  /** Properties of a unit, or of the manager itself; undefined where none answers. */
  async #show(unit: string[], names: string[]): Promise<ReadonlyMap<string, string> | undefined> {
    const args = ['--user', 'show', ...unit, ...names.map((name) => `--property=${name}`)];
    const { code, stdout } = await this.#run('systemctl', args, { env: { ...this.#env, TZ: 'UTC', LC_ALL: 'C' } });
    return code === 0 ? new Map(stdout.split('\n').map(pair)) : undefined;
  }

  async #systemctl(...args: string[]): Promise<boolean> {
    return (await this.#run('systemctl', ['--user', ...args], { env: this.#env })).code === 0;
  }
}

function pair(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

/** `Wed 2026-11-25 09:05:00 UTC`; empty or `n/a` where there is none. */
function instant(text: string | undefined): number | null {
  const [, day, time] = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) UTC/.exec(text ?? '') ?? [];
  return day === undefined ? null : Date.parse(`${day}T${time}Z`);
}
