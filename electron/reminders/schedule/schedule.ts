/**
 * When `keybearer remind` runs by itself: every hour of the day, since a notification needs a desktop that shows it and
 * somebody who looks, and whoever comes at ten should not wait for tomorrow. A run that finds nothing due says nothing.
 */

export const firstHour = 8;
export const lastHour = 20;
/** Past the hour, when everything else starts. */
export const minute = 5;

/** What the system says of the runs. Null: it does not tell. */
export interface ScheduleStatus {
  readonly installed: boolean;
  readonly enabled: boolean | null;
  /** Milliseconds since 1970, UTC. */
  readonly lastRun: number | null;
  readonly nextRun: number | null;
  /** Where it is written down; null: in a store of the system's own. */
  readonly file: string | null;
  /** What it runs, as it was given to `install`. */
  readonly command: readonly string[] | null;
}

/** The system's way to run a command again and again. */
export interface Scheduler {
  /**
   * Sets it up, or sets it up anew.
   *
   * @param command Absolute paths and words, of any characters.
   * @throws KeybearerError 'scheduler-unavailable', 'file-exists' where somebody else's file has our name.
   */
  install(command: readonly string[]): Promise<void>;
  /** @returns whether there was something to take away. */
  uninstall(): Promise<boolean>;
  status(): Promise<ScheduleStatus>;
}
