import { describe, expect, it } from 'vitest';
import { showReminders } from '../../../electron/reminders/show-reminders.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { editKey } from '../../../electron/vault/use-cases/edit-key.ts';
import { findKey } from '../../../electron/vault/use-cases/find-key.ts';
import { dueReminders } from '../../../electron/vault/use-cases/remind.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { FakeNotifier } from '../../fakes/fake-notifier.ts';
import { failure } from '../../support/failure.ts';
import { Scratch, secretOf, startAt } from '../../support/scratch.ts';

const dayMs = 86_400_000;
const options = { withButtons: true };

async function vaultWith(scratch: Scratch, ...names: string[]): Promise<Vault> {
  const vault = await scratch.create();
  for (const name of names) await addKey(vault, { name, expiresAt: startAt + 3 * dayMs }, secretOf('x'));
  return vault;
}

const isDue = async (vault: Vault) => (await dueReminders(vault)).reminders.length > 0;

describe('showReminders', () => {
  it('shows all that is due as one notification, once', async () => {
    const vault = await vaultWith(new Scratch(), 'a', 'b');
    const notifier = new FakeNotifier();
    const { reminders, on } = await showReminders(vault, notifier, options);
    expect(reminders.map(({ apiKey }) => apiKey.name)).toEqual(['a', 'b']);
    expect(notifier.sent.map(({ title }) => title)).toEqual(['2 API keys need renewing']);
    notifier.answer.resolve('snooze');
    expect(await on?.sent.answer).toBe('snooze');
    expect((await showReminders(vault, notifier, options)).on).toBeUndefined();
    expect(notifier.sent).toHaveLength(1);
  });

  it('does not look for a desktop while nothing is due', async () => {
    const vault = await new Scratch().create();
    const notifier = new FakeNotifier();
    notifier.failing = 'connect';
    expect(await showReminders(vault, notifier, options)).toEqual({ reminders: [], findings: [], on: undefined });
  });

  it('writes nothing where no desktop is', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, 'k');
    const notifier = new FakeNotifier();
    notifier.failing = 'connect';
    const before = scratch.hash();
    await expect(showReminders(vault, notifier, options)).rejects.toEqual(failure('notifications-unavailable'));
    expect(scratch.hash()).toBe(before);
    expect(await isDue(vault)).toBe(true);
  });

  it('records nothing that the desktop did not take, and leaves it to the next look', async () => {
    const vault = await vaultWith(new Scratch(), 'k');
    const notifier = new FakeNotifier();
    notifier.failing = 'send';
    await expect(showReminders(vault, notifier, options)).rejects.toEqual(failure('notifications-unavailable'));
    expect(await isDue(vault)).toBe(true);
    expect((await findKey(vault, 'k')).reminders?.said).toEqual([]);
    expect(notifier.open).toBe(0);
  });

  it('R2: records it only when the desktop has taken it', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, 'k');
    const other = await scratch.open();
    const notifier = new FakeNotifier();
    notifier.meanwhile = async () => expect((await findKey(other, 'k')).reminders?.said).toEqual([]);
    await showReminders(vault, notifier, options);
    expect((await findKey(other, 'k')).reminders?.said).toEqual([3]);
  });

  it('says nothing twice where two are at it at once', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, 'k');
    const others = await Promise.all(Array.from({ length: 4 }, () => scratch.open(['index'])));
    const notifier = new FakeNotifier();
    const shown = await Promise.all([vault, ...others].map((each) => showReminders(each, notifier, options)));
    expect(notifier.sent).toHaveLength(1);
    expect(shown.filter(({ on }) => on !== undefined)).toHaveLength(1);
    expect(notifier.open).toBe(1);
  });

  it('keeps what somebody else changes while the desktop takes its time', async () => {
    const scratch = new Scratch();
    const vault = await vaultWith(scratch, 'k');
    const other = await scratch.open();
    const notifier = new FakeNotifier();
    notifier.meanwhile = () => editKey(other, 'k', { account: 'theirs' });
    await showReminders(vault, notifier, options);
    expect(await findKey(vault, 'k')).toMatchObject({ account: 'theirs', reminders: { said: [3] } });
  });
});
