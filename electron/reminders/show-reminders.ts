/**
 * Reminds once of what is due, in an order that loses nothing: claim, show, and record what the desktop has taken. Both
 * `keybearer remind` and the window go this way.
 */
import type { Finding } from '../vault/sealed-reader.ts';
import {
  claimReminders,
  dueReminders,
  type Reminder,
  recordReminders,
  releaseReminders,
} from '../vault/use-cases/remind.ts';
import type { Vault } from '../vault/vault.ts';
import { notificationOf } from './notification.ts';
import type { Desktop, Notifier, Sent } from './ports.ts';

export interface Shown {
  readonly reminders: readonly Reminder[];
  /** What does not fit in the vault; it hid no reminder of another key. */
  readonly findings: readonly Finding[];
  /** Where they were shown, for the caller to close, and as what. Undefined: nothing was due. */
  readonly on: { readonly desktop: Desktop; readonly sent: Sent } | undefined;
}

export interface ShowOptions {
  /** Whether somebody stays to hear them. */
  readonly withButtons: boolean;
  /** Whether a click on the notification itself opens something. */
  readonly opens?: true;
}

/**
 * @throws KeybearerError 'notifications-unavailable': then nothing was recorded, and the next look reminds.
 */
export async function showReminders(vault: Vault, notifier: Notifier, options: ShowOptions): Promise<Shown> {
  const { reminders: due, findings } = await dueReminders(vault);
  if (due.length === 0) return { reminders: [], findings, on: undefined };
  // Before anything is claimed: where nothing takes notifications, nothing is written either.
  const desktop = await notifier.connect();
  try {
    const reminders = await claimReminders(vault, due);
    // Empty where another process was about to say the same.
    if (reminders.length > 0)
      return { reminders, findings, on: { desktop, sent: await send(vault, desktop, reminders, options) } };
  } catch (caught) {
    desktop.close();
    throw caught;
  }
  desktop.close();
  return { reminders: [], findings, on: undefined };
}

async function send(
  vault: Vault,
  desktop: Desktop,
  reminders: readonly Reminder[],
  { withButtons, opens }: ShowOptions,
): Promise<Sent> {
  const said = notificationOf(reminders, vault.parts.clock(), withButtons);
  const notification = opens === undefined ? said : { ...said, opens };
  let sent: Sent;
  try {
    sent = await desktop.send(notification);
  } catch (caught) {
    // Where giving it back fails too, the claim runs out within a minute.
    await releaseReminders(vault, reminders).catch(() => undefined);
    throw caught;
  }
  await recordReminders(vault, reminders);
  return sent;
}
