/**
 * A vault that cannot be written: it is listed and read, and everything that would write is refused, above all a delivery,
 * whose audit event could not be kept. As an administrator, to whom permissions mean nothing, another user tries.
 */
import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useCasesAt as at, beforehand, everyUseCase, pinned, prepareVault } from '../support/every-use-case.ts';
import { leaveHotJournal } from '../support/hot-journal.ts';
import { mountedDisk } from '../support/small-disk.ts';
import { survivingState } from '../support/surviving-state.ts';
import { keychainOf, newHome, removeHome, type TestHome } from '../support/test-vault.ts';
import { type Model, pinOf } from '../support/vault-model.ts';
import type { TypedCredentials } from '../support/vault-operation.ts';
import { comparable } from '../support/vault-state.ts';
import type { Job, Report } from '../support/vault-worker.ts';
import { bundleWorker, WorkerProcess, type WorkerProgram } from '../support/worker-process.ts';

/** "nobody" on every system that has one. */
const otherUser = 65_534;
const refusal = expect.stringMatching(/^vault-(read-only|permission)$/);
const onlyPosix = describe.skipIf(process.platform === 'win32');

let program: WorkerProgram;
let asUser: number | undefined;
let home: TestHome;
let model: Model;

beforeAll(async () => {
  program = await bundleWorker();
});
afterAll(() => program.remove());
beforeEach(async () => {
  asUser = process.getuid?.() === 0 ? otherUser : undefined;
  home = newHome();
  ({ model } = await prepareVault(home, beforehand));
});
afterEach(() => {
  chmodSync(home.folder, 0o700);
  removeHome(home);
});

/** Gives all of a home to the user who is to try. */
function giveAway(path: string): void {
  if (asUser === undefined) return;
  chownSync(path, asUser, asUser);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    chownSync(join(entry.parentPath, entry.name), asUser, asUser);
}

async function ask(job: Job): Promise<readonly Report[]> {
  const worker = new WorkerProcess(program);
  worker.give(job);
  return worker.ended();
}

/** @returns what that user reads, or the code with which it is refused. */
async function read(credentials: TypedCredentials = pinOf(model)): Promise<unknown> {
  for (const report of await ask({ kind: 'read', home, credentials, asUser })) {
    if (report.said === 'refused') return report.code;
    if (report.said === 'state') return { findings: report.findings, state: report.state };
  }
  throw new Error('no answer');
}

/** @returns what every use case that writes came to: a code, or that it was done. */
async function tryEverything(): Promise<string[]> {
  const cases = everyUseCase.filter(([, , before]) => before === beforehand);
  const attempts = cases.map(([, operation]) => ({ home, credentials: {}, operation: { ...operation, at } }));
  const reports = await ask({ kind: 'attempts', attempts, asUser });
  const ends = reports.filter(({ said }) => said !== 'started' && said !== 'loaded');
  expect(ends).toHaveLength(cases.length);
  return ends.map((report) => (report.said === 'refused' ? report.code : report.said));
}

/** The vault's folder and the keychain, whole. */
function everything(): unknown {
  const files = readdirSync(home.folder).map((file) => [file, readFileSync(join(home.folder, file))]);
  return { files, items: keychainOf(home).accounts() };
}

const unwritable: [string, () => void][] = [
  ['in a read-only folder', () => chmodSync(home.folder, 0o500)],
  ['that is a read-only file', () => chmodSync(home.path, 0o400)],
  [
    'that is a read-only file in a read-only folder',
    () => {
      chmodSync(home.path, 0o400);
      chmodSync(home.folder, 0o500);
    },
  ],
];

onlyPosix('a vault', { timeout: 5 * 60_000 }, () => {
  it.each(unwritable)('%s is read, and not written, and gives no secret away', async (_what, make) => {
    giveAway(join(home.folder, '..'));
    make();
    const before = everything();
    expect(await read()).toEqual({ findings: 0, state: comparable(model) });
    for (const code of await tryEverything()) expect(code).toEqual(refusal);
    expect(everything()).toEqual(before);
  });

  it.each(unwritable)('%s with a hot journal is not read, for its rows may be wrong', async (_what, make) => {
    leaveHotJournal(home);
    giveAway(join(home.folder, '..'));
    make();
    expect(await read()).toEqual(refusal);
    for (const code of await tryEverything()) expect(code).toEqual(refusal);
    expect(readdirSync(home.folder)).toEqual(['vault.db', 'vault.db-journal']);
    chmodSync(home.folder, 0o700);
    chmodSync(home.path, 0o600);
    expect(await survivingState(home, [model])).toBe(model);
    expect(readdirSync(home.folder)).toEqual(['vault.db']);
  });

  it.each(unwritable)('%s still tells a wrong PIN', async (_what, make) => {
    ({ model } = await prepareVault(home, pinned));
    giveAway(join(home.folder, '..'));
    make();
    expect(await read({ pin: 'not the pin' })).toBe('wrong-pin');
    expect(await read()).toEqual({ findings: 0, state: comparable(model) });
  });

  it.each<[string, () => void]>([
    ['that may not be read', () => chmodSync(home.path, 0)],
    ['in a folder that may not be searched', () => chmodSync(home.folder, 0)],
  ])('%s is refused', async (_what, make) => {
    giveAway(join(home.folder, '..'));
    make();
    expect(await read()).toBe('vault-permission');
    for (const code of await tryEverything()) expect(code).toBe('vault-permission');
    chmodSync(home.folder, 0o700);
    chmodSync(home.path, 0o600);
    expect(await survivingState(home, [model])).toBe(model);
  });

  it('is not created in a read-only folder, and nothing is left of it', async () => {
    const empty = newHome();
    keychainOf(empty);
    giveAway(join(empty.itemsFolder, '..'));
    chmodSync(join(empty.folder, '..'), 0o500);
    const job = { kind: 'create', homes: [empty], slots: ['keychain'], credentials: {}, asUser } as const;
    expect(await ask(job)).toContainEqual({ said: 'refused', step: 0, code: refusal });
    expect(readdirSync(join(empty.folder, '..'))).toEqual(['keychain']);
    expect(keychainOf(empty).accounts()).toEqual([]);
    chmodSync(join(empty.folder, '..'), 0o700);
    removeHome(empty);
  });

  it('on a read-only disk is read, and not written', async () => {
    const disk = mountedDisk();
    if (disk === undefined) return; // who may not mount has no such disk; the folders above come close
    const writable = home;
    home = disk.home;
    asUser = undefined; // nobody can write it
    try {
      ({ model } = await prepareVault(home, beforehand));
      disk.makeReadOnly();
      const before = everything();
      expect(await read()).toEqual({ findings: 0, state: comparable(model) });
      for (const code of await tryEverything()) expect(code).toBe('vault-read-only');
      expect(everything()).toEqual(before);
    } finally {
      home = writable;
      disk.remove();
    }
  });
});
