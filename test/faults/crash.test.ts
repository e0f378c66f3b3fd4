/**
 * kill -9 at random moments. A worker says when it starts an operation and when that was acknowledged; it is killed
 * somewhere in between, and then everything that it had promised must be there, and the operation under way wholly or not
 * at all. FAULT_SEED repeats the operations and the plan of the kills.
 */
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { randomAdd, randomOperation, rekeying } from '../support/random-operation.ts';
import { runSeed, SeededRandom } from '../support/seeded-random.ts';
import { survivingState } from '../support/surviving-state.ts';
import { createVaultIn, keychainOf, newHome, removeHome, type TestHome, withVault } from '../support/test-vault.ts';
import { applied, type Model, newModel, pinOf } from '../support/vault-model.ts';
import {
  type Operation,
  perform,
  type TimedOperation,
  type TypedCredentials,
  toCredentials,
} from '../support/vault-operation.ts';
import { knownItems, strayItems } from '../support/vault-state.ts';
import type { Job, Report } from '../support/vault-worker.ts';
import { bundleWorker, WorkerProcess, type WorkerProgram } from '../support/worker-process.ts';

const seed = runSeed();
const minuteMs = 60_000;
/** For a machine that is busy with other things. */
const patienceMs = 15 * minuteMs;
/** Longer than most: the first of a kind is let finish, and so measured. */
const unmeasuredMs = 40;
let program: WorkerProgram;

beforeAll(async () => {
  program = await bundleWorker();
  process.stdout.write(`crash.test.ts: FAULT_SEED=${seed}\n`);
});
afterAll(() => program.remove());

const stepsPerKill = 4;

interface Series {
  /** How many there are at first. */
  readonly keys: number;
  readonly secretBytes?: number;
  readonly kills: number;
  /** How often an operation is a re-key, beyond those that are drawn anyway. */
  readonly rekeys: number;
}

/** What a series of kills hit. */
interface Tally {
  kills: number;
  /** After the first operation had started and before the last was acknowledged. */
  duringOperation: number;
  /** A rollback journal lay there: a transaction had begun to write. */
  withJournal: number;
  /** One that had to be rolled back. */
  withHotJournal: number;
}

/** Kills workers one after the other, each in the middle of something. The next one is loading meanwhile. */
class Killer {
  readonly tally: Tally = { kills: 0, duringOperation: 0, withJournal: 0, withHotJournal: 0 };
  readonly #random: SeededRandom;
  /** How long an operation of a kind takes, as measured so far. */
  readonly #usualMs = new Map<string, number>();
  #next: WorkerProcess;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#next = new WorkerProcess(program);
  }

  /** @returns how many steps were acknowledged, and how many had started. */
  async kill(home: TestHome, job: Job, kinds: readonly string[]): Promise<{ done: number; started: number }> {
    const worker = this.#next;
    const target = this.#random.below(kinds.length);
    worker.give(job);
    await worker.starts(target);
    await this.#moment(home, this.#usualMs.get(kinds[target]!) ?? unmeasuredMs);
    worker.kill();
    this.#next = new WorkerProcess(program);
    const reports = await worker.ended();
    return this.#count(home, reports, kinds);
  }

  /**
   * Half of the moments are any. The others are looked for, since they are short: a while after the journal has appeared,
   * and just after it got hot, when the file's own pages are being overwritten.
   */
  async #moment(home: TestHome, usualMs: number): Promise<void> {
    const aim = this.#random.pick(['any', 'any', 'cold', 'hot'] as const);
    const upToMs = this.#random.next() * usualMs;
    if (aim === 'any') return pause(upToMs * 1.15);
    const giveUpAt = performance.now() + usualMs;
    for (let seen: Journal = 'none'; seen !== 'hot' && (seen === 'none' || aim === 'hot'); seen = journalOf(home))
      if (performance.now() > giveUpAt) return;
    return pause(aim === 'cold' ? upToMs / 2 : this.#random.next() / 2);
  }

  async end(): Promise<void> {
    this.#next.kill();
    await this.#next.ended();
  }

  #count(home: TestHome, reports: readonly Report[], kinds: readonly string[]): { done: number; started: number } {
    const refused = reports.find((report) => report.said === 'refused');
    if (refused !== undefined) throw new Error(`${kinds[refused.step]} was refused: ${refused.code}`);
    for (const report of reports) if (report.said === 'done') this.#learn(kinds[report.step]!, report.ms);
    const done = reports.filter(({ said }) => said === 'done').length;
    const started = reports.filter(({ said }) => said === 'started').length;
    const journal = journalOf(home);
    this.tally.kills += 1;
    this.tally.duringOperation += started > done ? 1 : 0;
    this.tally.withJournal += journal === 'none' ? 0 : 1;
    this.tally.withHotJournal += journal === 'hot' ? 1 : 0;
    return { done, started };
  }

  #learn(kind: string, ms: number): void {
    this.#usualMs.set(kind, 0.8 * (this.#usualMs.get(kind) ?? ms) + 0.2 * ms);
  }
}

/** Exact to less than a transaction, which a timer is not. */
async function pause(ms: number): Promise<void> {
  const end = performance.now() + ms;
  if (ms > 3) await delay(ms - 2);
  while (performance.now() < end);
}

/**
 * 'cold': pages have changed, in memory alone. 'hot': the journal is whole and synced, the file's own pages may have been
 * overwritten. @see https://www.sqlite.org/fileformat2.html#the_rollback_journal (its magic is written last)
 */
function journalOf(home: TestHome): Journal {
  const files = existsSync(home.folder) ? readdirSync(home.folder) : [];
  const journal = files.find((file) => file.endsWith('-journal'));
  if (journal === undefined) return 'none';
  return firstByte(join(home.folder, journal)) === 0 ? 'cold' : 'hot';
}

type Journal = 'none' | 'cold' | 'hot';

/** 0 for an empty file, and for one that has just gone. */
function firstByte(path: string): number {
  try {
    const file = openSync(path, 'r');
    const byte = Buffer.alloc(1);
    readSync(file, byte);
    closeSync(file);
    return byte[0]!;
  } catch {
    return 0;
  }
}

/** The vault and what lies beside it, but a journal that is not hot: the next transaction overwrites it. */
function filesIn(home: TestHome): string[] {
  const cold = journalOf(home) === 'hot' ? undefined : 'vault.db-journal';
  return readdirSync(home.folder).filter((file) => file !== cold);
}

describe('a process killed while it changes a vault', { timeout: patienceMs }, () => {
  /** Kills workers on one vault, which begins with so many keys. */
  async function killOn({ keys, secretBytes, kills, rekeys }: Series): Promise<Tally> {
    const random = new SeededRandom(seed + keys);
    const home = newHome();
    const killer = new Killer(random);
    let now = Date.UTC(2026, 0, 1);
    const tick = () => (now += (1 + random.below(3)) * minuteMs);
    let model = await filledVault(home, keys, () => randomAdd(random, secretBytes), tick());
    for (let round = 0; round < kills; round += 1) {
      const states = [model];
      const operations: TimedOperation[] = [];
      for (let step = 0; step < stepsPerKill; step += 1) {
        const next = random.chance(rekeys) ? rekeying : randomOperation;
        operations.push(next(states.at(-1)!, random, tick()));
        states.push(applied(states.at(-1)!, operations.at(-1)!));
      }
      const kinds = operations.map(({ kind }) => kind);
      const job = { kind: 'operations', home, credentials: pinOf(model), operations } as const;
      const { done, started } = await killer.kill(home, job, kinds);
      try {
        model = await survivingState(home, [states[done]!, states[started]!]);
        expect(filesIn(home)).toEqual(['vault.db']);
      } catch (cause) {
        const hit = `${kinds.slice(0, done).join(', ')} acknowledged, ${kinds[done]} under way: ${started > done}`;
        throw new Error(`kill ${round} with FAULT_SEED=${seed}: ${hit}`, { cause });
      }
    }
    await killer.end();
    await sweepsItems(home, model, now + 60 * minuteMs);
    removeHome(home);
    return killer.tally;
  }

  it.each<[string, Series]>([
    ['a small vault', { keys: 3, kills: 240, rekeys: 0 }],
    ['a vault of 300 keys', { keys: 300, kills: 80, rekeys: 0.1 }],
    // Its transactions write pages long before they commit.
    ["a vault larger than SQLite's cache", { keys: 40, secretBytes: 60_000, kills: 80, rekeys: 0.5 }],
  ])('loses nothing of %s', async (what, series) => {
    const tally = await killOn(series);
    report(what, tally);
    expect(tally.withJournal).toBeGreaterThan(0);
    expect(tally.withHotJournal).toBeGreaterThan(0);
  });
});

describe('a process killed while it creates a vault', { timeout: patienceMs }, () => {
  /** What a killed creation left is no vault, or a whole one; and there is one in the end, with nothing beside it. */
  async function checkCreation(home: TestHome, acknowledged: boolean): Promise<'none' | 'whole'> {
    const whole = existsSync(home.path);
    expect(whole || !acknowledged).toBe(true);
    if (!whole) await (await createVaultIn(home)).close();
    await withVault(home, async (vault) => {
      expect(await checkVault(vault)).toEqual({ findings: [], keys: 0, inTrash: 0, events: 1, secretsChecked: true });
      expect((await vault.slots()).map(({ kind }) => kind).toSorted()).toEqual(
        whole ? ['keychain', 'passphrase'] : ['keychain'],
      );
      expect((await strayItems(home, vault)).missing).toEqual([]);
    });
    expect(readdirSync(home.folder)).toEqual(['vault.db']);
    return whole ? 'whole' : 'none';
  }

  it('leaves none, and it can be created again, or a whole one', async () => {
    const killer = new Killer(new SeededRandom(seed));
    const outcomes = { none: 0, whole: 0 };
    for (let round = 0; round < 100; round += 1) {
      const home = newHome();
      const slots = ['keychain', 'passphrase'] as const;
      const credentials = { passphrase: 'a passphrase of a test' };
      const job = { kind: 'create', homes: [home], slots, credentials } as const;
      const { done } = await killer.kill(home, job, ['create']);
      outcomes[await checkCreation(home, done === 1)] += 1;
      removeHome(home);
    }
    await killer.end();
    report(`creation: ${outcomes.none} times no vault, ${outcomes.whole} times a whole one`, killer.tally);
    expect(outcomes.none).toBeGreaterThan(0);
  });
});

async function filledVault(home: TestHome, keys: number, newKey: () => Operation, at: number): Promise<Model> {
  const vault = await createVaultIn(home, undefined, () => at);
  let model = newModel(at);
  for (let count = 0; count < keys; count += 1) {
    const operation = { ...newKey(), at };
    await perform(vault, operation);
    model = applied(model, operation);
  }
  await vault.close();
  return model;
}

/** An hour later the next change of slots leaves no item that no slot uses. */
async function sweepsItems(home: TestHome, model: Model, at: number): Promise<void> {
  const options = { credentials: toCredentials(pinOf(model)), clock: () => at };
  await withVault(home, (vault) => perform(vault, { kind: 'rekey', credentials: everyCredential(model) }), options);
  await withVault(
    home,
    async (vault) => {
      const { listed, noted } = await knownItems(vault);
      expect(keychainOf(home).accounts().toSorted()).toEqual(listed.toSorted());
      expect(noted).toEqual([]);
    },
    options,
  );
}

function everyCredential({ slots }: Model): TypedCredentials {
  return {
    pin: slots.pin ?? undefined,
    passphrase: slots.passphrase ?? undefined,
    recoveryCode: slots.recoveryCode ?? undefined,
  };
}

function report(what: string, { kills, duringOperation, withJournal, withHotJournal }: Tally): void {
  const inside = `${withJournal} inside a transaction (${withHotJournal} with a hot journal)`;
  process.stdout.write(`crash.test.ts: ${what}: ${kills} kills, ${duringOperation} during an operation, ${inside}\n`);
}
