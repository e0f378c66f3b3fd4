/**
 * Writes that the operating system refuses halfway: a process may write files only up to some size, and whatever goes
 * beyond fails with EFBIG, in the journal or in the vault file, and when SQLite wants to put the file back as well.
 */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useCasesAt as at, everyUseCase, prepareVault } from '../support/every-use-case.ts';
import { survivingState } from '../support/surviving-state.ts';
import { homeAt, keychainOf, newHome, removeHome, type TestHome } from '../support/test-vault.ts';
import { applied, type Model, pinOf } from '../support/vault-model.ts';
import type { Job, Report } from '../support/vault-worker.ts';
import { bundleWorker, WorkerProcess, type WorkerProgram } from '../support/worker-process.ts';

/** In KiB: within pages and at their ends, from next to nothing up to more than the vaults and their journals have. */
const limitsKiB = Array.from({ length: 26 }, (_, at) => 1 + at * 4 + (at % 3));

let program: WorkerProgram;
let bases: { what: string; home: TestHome; before: Model; after: Model; attempt: Attempt }[];
type Attempt = Extract<Job, { kind: 'attempts' }>['attempts'][number];

beforeAll(async () => {
  program = await bundleWorker();
  bases = [];
  for (const [what, untimed, beforehand] of everyUseCase) {
    const home = newHome();
    const { model: before } = await prepareVault(home, beforehand);
    const operation = { ...untimed, at };
    const attempt = { home, credentials: pinOf(before), operation };
    bases.push({ what, home, before, after: applied(before, operation), attempt });
  }
});
afterAll(() => {
  program.remove();
  for (const { home } of bases) removeHome(home);
});

/** @returns for each step undefined when it was done, else its code. */
async function runLimited(limitKiB: number, job: Job): Promise<(string | undefined)[]> {
  // POSIX counts in blocks of 512 bytes.
  const worker = new WorkerProcess(program, ['sh', '-c', `ulimit -f ${limitKiB * 2}; exec "$@"`, 'sh']);
  worker.give(job);
  const reports = (await worker.ended()).filter(({ said }) => said === 'done' || said === 'refused');
  return reports.map((report: Report) => (report.said === 'refused' ? report.code : undefined));
}

/** @returns what became of each base, under that limit, in a copy of it. */
async function attemptAll(limitKiB: number): Promise<number> {
  const root = newHome();
  const homes = bases.map(({ home }, number) => {
    const copy = homeAt(join(root.folder, String(number)));
    cpSync(join(home.folder, '..'), join(copy.folder, '..'), { recursive: true });
    return copy;
  });
  const attempts = bases.map(({ attempt }, number) => ({ ...attempt, home: homes[number]! }));
  const codes = await runLimited(limitKiB, { kind: 'attempts', attempts });
  expect(codes).toHaveLength(bases.length);
  for (const [number, { what, before, after }] of bases.entries()) {
    const code = codes[number];
    try {
      expect([undefined, 'vault-io']).toContain(code);
      await survivingState(homes[number]!, [code === undefined ? after : before]);
    } catch (cause) {
      throw new Error(`${what}, files up to ${limitKiB} KiB: ${code ?? 'done'}`, { cause });
    }
  }
  removeHome(root);
  return codes.filter((code) => code !== undefined).length;
}

describe.skipIf(process.platform === 'win32')('a write that fails halfway', { timeout: 10 * 60_000 }, () => {
  it('leaves the vault as it was, whatever was under way', async () => {
    const refused: number[] = [];
    for (const limitKiB of limitsKiB) refused.push(await attemptAll(limitKiB));
    process.stdout.write(`io-errors.test.ts: refused of ${bases.length}: ${refused.join(', ')}\n`);
    expect(refused.at(0)).toBe(bases.length);
    expect(refused.at(-1)).toBeLessThan(bases.length / 2);
  });

  it('leaves nothing of a vault that cannot be created', async () => {
    const outcomes = new Set<string>();
    for (const limitKiB of limitsKiB) {
      const home = newHome();
      const [code] = await runLimited(limitKiB, {
        kind: 'create',
        homes: [home],
        slots: ['keychain'],
        credentials: {},
      });
      expect([undefined, 'vault-io'], `files up to ${limitKiB} KiB`).toContain(code);
      const left = existsSync(home.folder) ? readdirSync(home.folder) : [];
      expect(left, `files up to ${limitKiB} KiB`).toEqual(code === undefined ? ['vault.db'] : []);
      expect(keychainOf(home).accounts()).toHaveLength(code === undefined ? 1 : 0);
      outcomes.add(code ?? 'created');
      removeHome(home);
    }
    expect(outcomes).toEqual(new Set(['vault-io', 'created']));
  });
});
