/** Several processes at work on one vault at once: each sees whole states, and what one was promised the others keep. */
import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { findKey, listKeys } from '../../electron/vault/use-cases/find-key.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { useCasesAt as at, beforehand, prepareVault } from '../support/every-use-case.ts';
import { leaveHotJournal } from '../support/hot-journal.ts';
import { runSeed, SeededRandom } from '../support/seeded-random.ts';
import { survivingState } from '../support/surviving-state.ts';
import { keychainOf, newHome, openVaultIn, removeHome, type TestHome, withVault } from '../support/test-vault.ts';
import { applied, type Model } from '../support/vault-model.ts';
import { type Operation, perform, type TypedCredentials } from '../support/vault-operation.ts';
import { comparable, readState, strayItems } from '../support/vault-state.ts';
import type { Job, Report } from '../support/vault-worker.ts';
import { bundleWorker, WorkerProcess, type WorkerProgram } from '../support/worker-process.ts';

const seed = runSeed();
let program: WorkerProgram;
let home: TestHome;
let model: Model;

beforeAll(async () => {
  program = await bundleWorker();
});
afterAll(() => program.remove());
beforeEach(async () => {
  home = newHome();
  ({ model } = await prepareVault(home, beforehand));
});
afterEach(() => removeHome(home));

function operationsJob(operations: readonly Operation[], credentials: TypedCredentials = {}): Job {
  return { kind: 'operations', home, credentials, operations: operations.map((operation) => ({ ...operation, at })) };
}

/** Starts all of them, and gives each its job when all are waiting for theirs. */
async function atOnce(jobs: readonly Job[]): Promise<(readonly Report[])[]> {
  const workers = jobs.map(() => new WorkerProcess(program));
  await Promise.all(workers.map((worker) => worker.loaded()));
  for (const [number, worker] of workers.entries()) worker.give(jobs[number]!);
  return Promise.all(workers.map((worker) => worker.ended()));
}

/** For each step undefined when it was done, else its code. */
function codesOf(reports: readonly Report[]): (string | undefined)[] {
  const ends = reports.filter(({ said }) => said === 'done' || said === 'refused');
  return ends.map((report) => (report.said === 'refused' ? report.code : undefined));
}

async function unlocked(): Promise<Vault> {
  const vault = await openVaultIn(home);
  await vault.unlock(['index', 'secret'], {});
  return vault;
}

describe('three processes that do 1,000 operations', { timeout: 10 * 60_000 }, () => {
  const perProcess = 334;

  /** Names of its own, names that the others want too, one key that all edit, one that all reveal. */
  function plan(number: number): Operation[] {
    const random = new SeededRandom(seed + number);
    return Array.from({ length: perProcess }, (_, step): Operation => {
      const secret = `secret ${step} of process ${number}`;
      switch (random.below(4)) {
        case 0:
          return { kind: 'add', name: `own-${number}-${step}`, secret, notes: '' };
        case 1:
          return { kind: 'add', name: `wanted-${random.below(60)}`, secret, notes: '' };
        case 2:
          return { kind: 'edit', name: 'two', newName: 'two', account: `${number}-${step}` };
        default:
          return { kind: 'reveal', name: 'one' };
      }
    });
  }

  it('keep every one that was acknowledged, once', async () => {
    const plans = [0, 1, 2].map(plan);
    const vault = await unlocked();
    const reader = readOnAndOn(vault);
    const codes = (await atOnce(plans.map((operations) => operationsJob(operations)))).map(codesOf);
    reader.stop();
    const readings = await reader.ended;
    const done = plans.flatMap((operations, number) =>
      operations.filter((_, step) => codes[number]![step] === undefined),
    );
    const refusals = new Set(codes.flat().filter((code) => code !== undefined));
    process.stdout.write(
      `concurrency.test.ts: FAULT_SEED=${seed}: ${done.length} of ${codes.flat().length} done, ${readings} readings meanwhile\n`,
    );
    expect(codes.flat()).toHaveLength(3 * perProcess);
    expect(['changed-elsewhere', 'name-taken']).toEqual(expect.arrayContaining([...refusals]));
    expect(refusals).toContain('name-taken');
    await expectAll(vault, done);
    await vault.close();
  });

  async function expectAll(vault: Vault, done: readonly Operation[]): Promise<void> {
    expect((await checkVault(vault)).findings).toEqual([]);
    const { keys, events } = await readState(vault);
    const added = done.filter((operation) => operation.kind === 'add');
    const wanted = [...added.map(({ name, secret }) => [name, secret]), ['one', 'second'], ['two', 'two']];
    expect(keys.map(({ name, secret }) => [name, secret])).toEqual(wanted.toSorted());
    const edits = done.filter((operation) => operation.kind === 'edit');
    const two = await findKey(vault, 'two');
    expect(edits.map(({ account }) => account)).toContain(two.account);
    expect(two.revision).toBe(1 + edits.length);
    const count = (action: string) => events.filter((event) => event.action === action).length;
    const before = model.events.filter(({ action }) => action === 'key-added').length;
    expect(events).toHaveLength(model.events.length + done.length);
    expect(count('key-added')).toBe(before + added.length);
    expect(count('key-edited')).toBe(edits.length);
    expect(count('secret-revealed')).toBe(done.filter(({ kind }) => kind === 'reveal').length);
  }

  /** Reads while they write: never less than before, and never anything that does not fit. */
  function readOnAndOn(vault: Vault): { stop: () => void; ended: Promise<number> } {
    let stopped = false;
    const run = async () => {
      let [readings, keys, events] = [0, 0, 0];
      for (; !stopped; readings += 1) {
        const check = await checkVault(vault);
        expect(check.findings).toEqual([]);
        expect(check.keys).toBeGreaterThanOrEqual(keys);
        expect(check.events).toBeGreaterThanOrEqual(events);
        ({ keys, events } = check);
        const log = await readAuditLog(vault);
        expect(log.brokenAt).toBeNull();
        expect((await listKeys(vault)).findings).toEqual([]);
        await setImmediate(); // the workers are heard
      }
      return readings;
    };
    return {
      stop: () => {
        stopped = true;
      },
      ended: run(),
    };
  }
});

describe('a journal that a dead process left', () => {
  it('is rolled back by whoever comes first, and all others wait for that', async () => {
    leaveHotJournal(home);
    const jobs = ['a', 'b', 'c'].map((name) => operationsJob([{ kind: 'add', name, secret: name, notes: '' }]));
    expect((await atOnce(jobs)).map(codesOf)).toEqual([[undefined], [undefined], [undefined]]);
    await withVault(home, async (vault) => {
      expect((await checkVault(vault)).findings).toEqual([]);
      const { keys, events } = await readState(vault);
      expect(keys.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'one', 'two']);
      expect(events).toHaveLength(model.events.length + 3);
    });
    expect(readdirSync(home.folder)).toEqual(['vault.db']);
  });

  it('is rolled back by one that had the vault open all along', async () => {
    const vault = await unlocked();
    leaveHotJournal(home);
    expect(await readState(vault)).toEqual(comparable(model));
    await perform(vault, { kind: 'reveal', name: 'one' });
    await vault.close();
    expect(readdirSync(home.folder)).toEqual(['vault.db']);
  });
});

describe('a vault that another process is writing', () => {
  it('is waited for, whatever is asked of it', async () => {
    const vault = await unlocked();
    const other = new DatabaseSync(home.path);
    const asked: (() => Promise<unknown>)[] = [
      () => listKeys(vault),
      () => checkVault(vault),
      () => perform(vault, { kind: 'reveal', name: 'one' }),
      () => perform(vault, { kind: 'add', name: 'three', secret: 'three', notes: '' }),
      async () => (await unlocked()).close(),
    ];
    for (const ask of asked) {
      other.exec('BEGIN EXCLUSIVE');
      let settled = false;
      const answer = ask().finally(() => {
        settled = true;
      });
      answer.catch(() => {});
      // Long enough for any that would not wait: each of its tries blocks for a while.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
      expect(settled).toBe(false);
      other.exec('COMMIT');
      await answer;
    }
    other.close();
    await vault.close();
  });
});

describe('watch', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("notices another process's change at the next look, and its own never", async () => {
    const vault = await unlocked();
    const noticed = vi.fn();
    const stop = vault.watch(500, noticed);
    await perform(vault, { kind: 'reveal', name: 'one' });
    vi.advanceTimersByTime(500);
    await vault.read(() => undefined);
    expect(noticed).not.toHaveBeenCalled();
    await atOnce([operationsJob([{ kind: 'add', name: 'three', secret: 'three', notes: '' }])]);
    vi.advanceTimersByTime(500);
    await vi.waitFor(() => expect(noticed).toHaveBeenCalledTimes(1));
    stop();
    await atOnce([operationsJob([{ kind: 'add', name: 'four', secret: 'four', notes: '' }])]);
    vi.advanceTimersByTime(5000);
    await vault.read(() => undefined);
    expect(noticed).toHaveBeenCalledTimes(1);
    await vault.close();
  });

  it('looks again later while another process is writing', async () => {
    const vault = await unlocked();
    const other = new DatabaseSync(home.path);
    other.exec('BEGIN EXCLUSIVE; UPDATE vault SET locked_epoch = locked_epoch + 1');
    const noticed = vi.fn();
    vault.watch(500, noticed);
    vi.advanceTimersByTime(1000);
    expect(noticed).not.toHaveBeenCalled();
    other.exec('COMMIT');
    other.close();
    vi.advanceTimersByTime(500);
    await vi.waitFor(() => expect(noticed).toHaveBeenCalledTimes(1));
    expect(vault.isUnlocked).toBe(false);
    await vault.close();
    vi.advanceTimersByTime(5000);
  });
});

describe('a lock by another process', () => {
  it('is obeyed by every one that has the vault open', async () => {
    const [one, other] = [await unlocked(), await unlocked()];
    await atOnce([operationsJob([{ kind: 'lock', credentials: {} }])]);
    for (const vault of [one, other]) {
      await expect(perform(vault, { kind: 'reveal', name: 'one' })).rejects.toMatchObject({ code: 'vault-locked' });
      expect(vault.isUnlocked).toBe(false);
      expect((await listKeys(vault)).apiKeys.map(({ name }) => name)).toEqual(['one', 'two']);
      await vault.unlock(['index', 'secret']);
      await perform(vault, { kind: 'reveal', name: 'one' });
      await vault.close();
    }
  });
});

describe('re-keying by another process', { timeout: 5 * 60_000 }, () => {
  const rekey: Operation = { kind: 'rekey', credentials: { passphrase: 'a passphrase of a test' } };

  it('ends every session, and after unlocking again all is there', async () => {
    const vault = await unlocked();
    await atOnce([operationsJob([rekey])]);
    await expect(listKeys(vault)).rejects.toMatchObject({ code: 'vault-rekeyed' });
    await expect(perform(vault, { kind: 'reveal', name: 'one' })).rejects.toMatchObject({ code: 'vault-rekeyed' });
    await vault.unlock(['index', 'secret']);
    expect(await readState(vault)).toEqual(comparable(applied(model, { ...rekey, at })));
    await vault.close();
  });

  it.each<[string, readonly Operation[]]>([
    ['two that re-key', [rekey, rekey]],
    ['one that re-keys and one that adds a slot', [rekey, { kind: 'add-slot', slot: 'keychain', credentials: {} }]],
    [
      'one that sets a PIN and one that adds a slot',
      [
        { kind: 'set-pin', pin: 'a pin of a test' },
        { kind: 'add-slot', slot: 'keychain', credentials: {} },
      ],
    ],
    [
      'two that set different PINs',
      [
        { kind: 'set-pin', pin: 'a pin of a test' },
        { kind: 'set-pin', pin: 'another pin' },
      ],
    ],
    ['one that re-keys and one that recovers', [rekey, { kind: 'recover', slot: 'keychain', credentials: {} }]],
    ['one that re-keys and one that adds a key', [rekey, { kind: 'add', name: 'three', secret: 'three', notes: '' }]],
  ])('leaves slots that all open: %s', async (_what, operations) => {
    for (let round = 0; round < 8; round += 1) {
      ({ model } = await prepareVault(home, beforehand));
      const jobs = operations.map((operation): Job => {
        return { kind: 'attempts', attempts: [{ home, credentials: {}, operation: { ...operation, at } }] };
      });
      const codes = (await atOnce(jobs)).map((reports) => codesOf(reports)[0]);
      const allowed = [
        undefined,
        'vault-rekeyed',
        'changed-elsewhere',
        'pin-needed',
        'pin-already-set',
        'slot-needs-owner',
      ];
      for (const code of codes) expect(allowed, `in round ${round}: ${codes}`).toContain(code);
      const done = operations.filter((_, number) => codes[number] === undefined);
      expect(done.length, `refused: ${codes}`).toBeGreaterThan(0);
      const inOrders = done.length < 2 ? [done] : [done, done.toReversed()];
      const states = inOrders.map((order) =>
        order.reduce<Model>((state, operation) => applied(state, { ...operation, at }), model),
      );
      await survivingState(home, states);
    }
  });
});

describe('two processes that create the same vault', { timeout: 5 * 60_000 }, () => {
  it('get one vault: the other is refused, and leaves no item behind', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shared = newHome();
      const job = { kind: 'create', homes: [shared], slots: ['keychain'], credentials: {} } as const;
      const codes = (await atOnce([job, job])).map((reports) => codesOf(reports)[0]);
      expect(codes.toSorted()).toEqual(['vault-exists', undefined]);
      expect(readdirSync(shared.folder)).toEqual(['vault.db']);
      expect(keychainOf(shared).accounts()).toHaveLength(1);
      await withVault(shared, async (vault) => {
        expect((await checkVault(vault)).findings).toEqual([]);
        expect(await strayItems(shared, vault)).toEqual({ orphans: [], missing: [] });
      });
      removeHome(shared);
    }
  });
});
