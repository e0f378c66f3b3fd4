/**
 * Reminders as the vault keeps them: what is due, who is about to say it, what was said. All of it needs the index key
 * alone, and none of it is an event: the audit log is about secrets.
 *
 * Whoever shows reminders claims them, shows them, and then records them. A crash in between repeats them after the claim
 * has run out, and nothing else does.
 */
import { KeybearerError } from '../../../shared/errors.ts';
import {
  afterClaim,
  afterRelease,
  afterSaying,
  afterSnooze,
  dueLead,
  type ReminderState,
} from '../../../shared/reminder.ts';
import type { ApiKey } from '../api-key.ts';
import type { Finding } from '../sealed-reader.ts';
import type { Vault } from '../vault.ts';
import { findKey, type KeyRef, listKeys, sameKey } from './find-key.ts';

/** A key and the lead of it that is to be said, or was: days before its expiry, -1 once it has expired. */
export interface Reminder {
  readonly apiKey: ApiKey;
  readonly lead: number;
}

/**
 * What is due now, the next to expire first.
 *
 * @returns also what does not fit in the vault: a damaged record hides no reminder of another.
 */
export async function dueReminders(vault: Vault): Promise<{ reminders: Reminder[]; findings: Finding[] }> {
  const { apiKeys, findings } = await listKeys(vault);
  const now = vault.parts.clock();
  const reminders = apiKeys.flatMap((apiKey) => dueReminder(apiKey, now));
  return { reminders: reminders.sort(nextToExpireFirst), findings };
}

/**
 * Claims what is about to be said: for a minute no other process gets it.
 *
 * @param due As looked up a moment ago, with nothing written.
 * @returns what is still due, and the caller's alone.
 */
export function claimReminders(vault: Vault, due: readonly Reminder[]): Promise<Reminder[]> {
  const now = vault.parts.clock();
  return vault.change((writer) =>
    due.flatMap(({ apiKey: { id } }) => {
      const apiKey = writer.apiKeyById(id);
      if (apiKey === undefined || apiKey.removedAt !== null) return [];
      const claim = ({ apiKey, lead }: Reminder) => ({
        apiKey: writer.updateApiKey(apiKey, { reminders: afterClaim(apiKey, now) }),
        lead,
      });
      return dueReminder(apiKey, now).map(claim);
    }),
  );
}

/** Records that they were said. A key that has got another expiry since is left alone: that one was not. */
export function recordReminders(vault: Vault, reminders: readonly Reminder[]): Promise<void> {
  return changeStates(vault, reminders, (apiKey, { lead }) => afterSaying(apiKey, lead));
}

/** Gives them back, not said. */
export function releaseReminders(vault: Vault, reminders: readonly Reminder[]): Promise<void> {
  return changeStates(vault, reminders, afterRelease);
}

/** Says nothing of these keys until an instant. */
export function snoozeReminders(vault: Vault, reminders: readonly Reminder[], until: number): Promise<void> {
  return changeStates(vault, reminders, (apiKey) => afterSnooze(apiKey, vault.parts.clock(), until));
}

/**
 * @param until Null takes a snooze back.
 * @throws KeybearerError 'key-not-found', 'no-expiry'.
 */
export async function snoozeKey(vault: Vault, ref: KeyRef, until: number | null): Promise<ApiKey> {
  const found = await findKey(vault, ref);
  if (found.expiresAt === null) throw new KeybearerError('no-expiry', { name: found.name });
  return vault.change((writer) => {
    const apiKey = sameKey(writer, found);
    return writer.updateApiKey(apiKey, { reminders: afterSnooze(apiKey, vault.parts.clock(), until) });
  });
}

function dueReminder(apiKey: ApiKey, now: number): Reminder[] {
  const lead = dueLead(apiKey, now);
  return lead === null ? [] : [{ apiKey, lead }];
}

// Each record is read again within the change, so what somebody else wrote into it in the meantime stays.
function changeStates(
  vault: Vault,
  reminders: readonly Reminder[],
  change: (apiKey: ApiKey, reminder: Reminder) => ReminderState,
): Promise<void> {
  return vault.change((writer) => {
    for (const reminder of reminders) {
      const apiKey = writer.apiKeyById(reminder.apiKey.id);
      if (apiKey === undefined || apiKey.expiresAt !== reminder.apiKey.expiresAt) continue;
      writer.updateApiKey(apiKey, { reminders: change(apiKey, reminder) });
    }
  });
}

function nextToExpireFirst(one: Reminder, other: Reminder): number {
  return (one.apiKey.expiresAt ?? 0) - (other.apiKey.expiresAt ?? 0);
}
