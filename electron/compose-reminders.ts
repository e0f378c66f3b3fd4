/** Builds what reminds on this system: as compose.ts, chosen here and nowhere else. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Settings } from './compose.ts';
import type { Notifier } from './reminders/ports.ts';
import { runProgram } from './reminders/run-program.ts';
import type { Scheduler } from './reminders/schedule/schedule.ts';

/** What reminds, on this system. Each part is loaded when it is asked for. */
export interface ReminderParts {
  notifier(): Promise<Notifier>;
  openPage(page: string): Promise<void>;
  scheduler(): Promise<Scheduler>;
  /** What a scheduler is to run. */
  command(): Promise<string[]>;
}

export function composeReminders(settings: Settings): ReminderParts {
  const { platform, env } = settings;
  const userHome = homedir();
  return {
    async notifier() {
      if (platform === 'darwin') return new (await import('./reminders/macos.ts')).MacNotifier(runProgram);
      if (platform === 'win32') return new (await import('./reminders/windows.ts')).WindowsNotifier(runProgram);
      return new (await import('./reminders/freedesktop.ts')).FreedesktopNotifier(env);
    },
    async openPage(page) {
      const { openPage } = await import('./reminders/renew.ts');
      return openPage(page, platform, runProgram);
    },
    async scheduler() {
      const run = runProgram;
      if (platform === 'win32') {
        const user = `${env.USERDOMAIN ?? '.'}\\${env.USERNAME ?? ''}`;
        return new (await import('./reminders/schedule/task-scheduler.ts')).TaskScheduler(run, user);
      }
      if (platform === 'darwin') {
        const { LaunchdScheduler } = await import('./reminders/schedule/launchd.ts');
        return new LaunchdScheduler({ run, userHome, userId: process.getuid?.() ?? 0 });
      }
      return new (await import('./reminders/schedule/systemd.ts')).SystemdScheduler({ run, env, userHome });
    },
    async command() {
      const { ownCommand } = await import('./reminders/schedule/own-command.ts');
      const [node, bundle] = [process.execPath, realpathSync(process.argv[1] ?? '')];
      return ownCommand({ platform, env, userHome, node, bundle, vaultPath: resolve(settings.path) });
    },
  };
}
