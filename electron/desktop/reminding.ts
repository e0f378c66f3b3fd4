/** Reminds of expiries while the window runs, whether the vault is locked or not, and does what the buttons ask for. */
import { isKeybearerError } from '../../shared/errors.ts';
import { parseSnooze } from '../../shared/reminder.ts';
import { noPageNotification } from '../reminders/notification.ts';
import type { Answer, Desktop, Notifier } from '../reminders/ports.ts';
import { openRenewalPages } from '../reminders/renew.ts';
import { type Shown, showReminders } from '../reminders/show-reminders.ts';
import { type Reminder, snoozeReminders } from '../vault/use-cases/remind.ts';
import type { OpenVault, Tell } from './open-vault.ts';
import type { Shell } from './shell.ts';

/** Days are what reminders count in; a look reads every record. */
export const remindEveryMs = 10 * 60_000;

interface Parts {
  readonly open: OpenVault;
  readonly shell: Pick<Shell, 'openPage' | 'focus'>;
  readonly tell: Tell;
  notifier(): Promise<Notifier>;
}

export class Reminding {
  readonly #parts: Parts;
  #hasEnded = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Before the vault is closed. A desktop that takes its time with a notification is not waited for. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Shows what is due. Where no notification can be shown now, or nothing can be read, the next look tries again. */
  async look(): Promise<void> {
    const { open, notifier } = this.#parts;
    const vault = await open.current();
    if (vault?.isOpen !== true) return;
    try {
      const shown = await showReminders(vault, await notifier(), { withButtons: true, opens: true });
      if (shown.on !== undefined) void this.#hear(shown.reminders, shown.on).catch(exceptOurs);
    } catch (caught) {
      // The vault may have been closed in the middle of it.
      if (!this.#hasEnded) exceptOurs(caught);
    }
  }

  async #hear(reminders: readonly Reminder[], { desktop, sent }: NonNullable<Shown['on']>): Promise<void> {
    try {
      const answer = desktop.hearsButtons ? await sent.answer : 'closed';
      if (answer === 'closed') return;
      await sent.withdraw();
      await this.#obey(answer, reminders, desktop);
    } finally {
      desktop.close();
    }
  }

  async #obey(answer: Exclude<Answer, 'closed'>, reminders: readonly Reminder[], desktop: Desktop): Promise<void> {
    const { open, shell, tell } = this.#parts;
    if (answer === 'snooze') {
      const until = parseSnooze('1d', Date.now());
      if (until !== null) await open.change((vault) => snoozeReminders(vault, reminders, until));
      return;
    }
    const show = ({ apiKey }: Reminder) => tell('keys.show', { id: apiKey.id.toString('hex'), copy: false });
    if (answer === 'opened') {
      shell.focus();
      return reminders.slice(0, 1).forEach(show);
    }
    const [withoutPage] = await openRenewalPages(reminders, (page) => shell.openPage(page));
    const first = withoutPage ?? reminders[0];
    if (first !== undefined) show(first);
    if (withoutPage === undefined) return;
    shell.focus();
    await desktop.send(noPageNotification(withoutPage));
  }
}

function exceptOurs(caught: unknown): void {
  if (!isKeybearerError(caught)) throw caught;
}
