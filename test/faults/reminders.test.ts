/** Reminders on a clock that somebody sets, and a kill between the desktop's taking one and its being recorded. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showReminders } from '../../electron/reminders/show-reminders.ts';
import { plainSecret } from '../../electron/vault/secret.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { claimMs } from '../../shared/reminder.ts';
import { FakeNotifier } from '../fakes/fake-notifier.ts';
import { createVaultIn, newHome, openVaultIn, removeHome, type TestHome, withVault } from '../support/test-vault.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const decadeMs = 3653 * dayMs;
const start = Date.UTC(2026, 2, 1, 12);

const usualZone = process.env.TZ;
let home: TestHome;
let now: number;
const clock = () => now;
beforeEach(() => {
  process.env.TZ = 'Europe/Berlin';
  home = newHome();
  now = start;
});
afterEach(() => {
  removeHome(home);
  if (usualZone === undefined) delete process.env.TZ;
  else process.env.TZ = usualZone;
});

async function createWith(expiries: Readonly<Record<string, number>>): Promise<void> {
  const vault = await createVaultIn(home, undefined, clock);
  for (const [name, expiresAt] of Object.entries(expiries))
    await addKey(vault, { name, expiresAt }, plainSecret(Buffer.from('x')));
  await vault.close();
}

/** Looks once, as a run of a timer does: the vault is opened, and closed after. @returns the title, if there was one. */
async function look(): Promise<string | undefined> {
  const notifier = new FakeNotifier();
  const vault = await openVaultIn(home, clock);
  try {
    await vault.unlock(['index']);
    const { on } = await showReminders(vault, notifier, { withButtons: false });
    on?.desktop.close();
    expect(notifier.open).toBe(0);
    return notifier.sent[0]?.title;
  } finally {
    await vault.close();
  }
}

async function looksAt(instants: Iterable<number>): Promise<string[]> {
  const titles: string[] = [];
  for (now of instants) titles.push(...[await look()].filter((title) => title !== undefined));
  return titles;
}

const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => start + (from + at) * dayMs);

describe('R1: reminders', () => {
  it('come once each over restarts and a summer time that begins', async () => {
    await createWith({ k: start + 40 * dayMs + hourMs });
    const expected = ['in 30 days', 'in 14 days', 'in 7 days', 'in 3 days', 'tomorrow', 'today'];
    expect(await looksAt(days(0, 45))).toEqual(expected.map((words) => `k expires ${words}`));
  });

  it('come once for all that weeks of absence have passed, as one notification', async () => {
    await createWith({ a: start + 35 * dayMs, b: start + 20 * dayMs });
    expect(await looksAt([start, start + 34 * dayMs, start + 34 * dayMs + hourMs])).toEqual([
      'b expires in 20 days',
      '2 API keys need renewing',
    ]);
  });

  it('are neither lost nor repeated by a clock that is set back ten years and forward again', async () => {
    await createWith({ k: start + 10 * dayMs });
    expect(await looksAt([start, start - decadeMs, start + hourMs, start + 3 * dayMs])).toEqual([
      'k expires in 10 days',
      'k expires in 7 days',
    ]);
  });

  it('are not lost to a clock that was ten years ahead for a while', async () => {
    await createWith({ k: start + 10 * dayMs });
    expect(await looksAt([start, start + decadeMs, start + hourMs, start + 3 * dayMs, start + 10 * dayMs - 1])).toEqual(
      ['k expires in 10 days', 'k expired 9 years ago', 'k expires in 7 days', 'k expires today'],
    );
  });

  it.each([
    ['29 February', Date.UTC(2028, 1, 29, 12)],
    ['2038', Date.UTC(2038, 0, 20, 12)],
    ['the year 9999', Date.UTC(9999, 11, 31, 12)],
  ])('come for a key that expires in %s', async (_what, expiresAt) => {
    now = expiresAt - 8 * dayMs;
    await createWith({ k: expiresAt });
    expect(await looksAt([now, expiresAt - dayMs, expiresAt])).toEqual([
      'k expires in 8 days',
      'k expires tomorrow',
      'k expired today',
    ]);
  });
});

describe('R2: a kill after the desktop took a reminder and before it was recorded', () => {
  it('repeats it once the claim has run out, and loses nothing', async () => {
    await createWith({ k: start + 3 * dayMs });
    const job = JSON.stringify({ home, now });
    const child = spawn(process.execPath, [join(import.meta.dirname, '../support/remind-child.ts'), job], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('taken\n');
    child.kill('SIGKILL');
    await ended;
    expect(await look()).toBeUndefined();
    now = start + claimMs;
    expect(await look()).toBe('k expires in 3 days');
    expect(await look()).toBeUndefined();
    await withVault(home, async (vault: Vault) => expect((await checkVault(vault)).findings).toEqual([]));
  });
});
