/** What reminders need from the desktop and the system, as narrow ports. compose.ts chooses the adapters. */

export type Button = 'renew' | 'snooze';

/** What is shown. Plain text of checked length: an adapter escapes it for where it goes. Nothing secret is in it. */
export interface Notification {
  /** One line. */
  readonly title: string;
  /** Lines with line feeds between them. */
  readonly body: string;
  /** `critical` ones stay until somebody has seen them, where the desktop can do that. */
  readonly urgency: 'normal' | 'critical';
  readonly buttons: readonly { readonly id: Button; readonly label: string }[];
  /** A click on it is wanted as an answer as well: somebody is there who can open something. */
  readonly opens?: true;
}

/** What became of a notification: the button that was pressed, that it was clicked itself, or that it is gone. */
export type Answer = Button | 'opened' | 'closed';

/** A notification that the desktop has taken. */
export interface Sent {
  /** Never rejects. Without buttons it may never be told. */
  readonly answer: Promise<Answer>;
  /** Takes it off the screen: a server may leave it there although a button was pressed. Gone already is no error. */
  withdraw(): Promise<void>;
}

/** What takes notifications, found and ready. */
export interface Desktop {
  /** Whether it shows buttons and tells when one is pressed. */
  readonly hearsButtons: boolean;
  /**
   * Resolves once the desktop has taken it.
   *
   * @throws KeybearerError 'notifications-unavailable' with details.reason.
   */
  send(notification: Notification): Promise<Sent>;
  close(): void;
}

export interface Notifier {
  /** @throws KeybearerError 'notifications-unavailable' with details.reason. The caller closes the desktop. */
  connect(): Promise<Desktop>;
}

export interface ProgramEnd {
  /** Null: there is no such program. */
  readonly code: number | null;
  readonly stdout: string;
}

export interface ProgramOptions {
  /** What it reads: the place for all that is not fixed text. */
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** It may go on without us: one that still runs after so long has done its part. Its output is not read. */
  readonly outlivesMs?: number;
  /** Else it is ended after so long, and has failed. Half a minute if nothing is said. */
  readonly limitMs?: number;
}

/** Runs a program without a shell. */
export type RunProgram = (program: string, args: readonly string[], options?: ProgramOptions) => Promise<ProgramEnd>;
