/** A launch agent of the user, on a Mac. @see launchd.plist(5) */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';
import type { RunProgram } from '../ports.ts';
import { ownFileState, ownMark, removeOwnFile, writeOwnFile } from './own-file.ts';
import { firstHour, lastHour, minute, type Scheduler, type ScheduleStatus } from './schedule.ts';
import { plainText, xmlText } from './xml.ts';

const label = 'app.keybearer.remind';

export interface LaunchdParts {
  readonly run: RunProgram;
  readonly userHome: string;
  readonly userId: number;
}

export class LaunchdScheduler implements Scheduler {
  readonly #run: RunProgram;
  readonly #path: string;
  readonly #domain: string;

  constructor({ run, userHome, userId }: LaunchdParts) {
    this.#run = run;
    this.#path = join(userHome, 'Library', 'LaunchAgents', `${label}.plist`);
    this.#domain = `gui/${userId}`;
  }

  async install(command: readonly string[]): Promise<void> {
    const plist = launchAgent(command);
    writeOwnFile(this.#path, plist);
    await this.#launchctl('bootout', `${this.#domain}/${label}`); // one that was set up before
    if (await this.#launchctl('bootstrap', this.#domain, this.#path)) return;
    removeOwnFile(this.#path);
    throw new KeybearerError('scheduler-unavailable', { program: 'launchctl' });
  }

  async uninstall(): Promise<boolean> {
    if (ownFileState(this.#path) === 'ours') await this.#launchctl('bootout', `${this.#domain}/${label}`);
    return removeOwnFile(this.#path);
  }

  async status(): Promise<ScheduleStatus> {
    const installed = ownFileState(this.#path) === 'ours';
    const enabled = installed && (await this.#launchctl('print', `${this.#domain}/${label}`));
    const command = installed ? agentCommand(readFileSync(this.#path, 'utf8')) : null;
    return { installed, enabled, lastRun: null, nextRun: null, file: installed ? this.#path : null, command };
  }

  async #launchctl(...args: string[]): Promise<boolean> {
    return (await this.#run('launchctl', args)).code === 0;
  }
}

/** The command of an agent that `launchAgent` wrote. */
export function agentCommand(plist: string): string[] {
  const [, words = ''] = /<key>ProgramArguments<\/key>\s*<array>(.*?)<\/array>/s.exec(plist) ?? [];
  return Array.from(words.matchAll(/<string>(.*?)<\/string>/g), ([, word]) => plainText(word!));
}

/** launchd makes up for what was slept through, as one run. */
export function launchAgent(command: readonly string[]): string {
  const hours = Array.from({ length: lastHour - firstHour + 1 }, (_, at) => firstHour + at);
  const times = hours.map(
    (hour) =>
      `    <dict><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${ownMark} -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${label}</string>
  <key>ProgramArguments</key>
  <array>
${command.map((word) => `    <string>${xmlText(word)}</string>\n`).join('')}  </array>
  <key>RunAtLoad</key><true/>
  <key>StartCalendarInterval</key>
  <array>
${times.join('')}  </array>
</dict>
</plist>
`;
}
