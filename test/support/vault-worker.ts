/**
 * A process that works on a vault as it is told on stdin: one job, as a line of JSON. It says each step on stdout before it
 * starts and after it was acknowledged, so that whoever kills it knows what it had promised.
 */
import { writeSync } from 'node:fs';
import type { SlotKind } from '../../electron/vault/ports.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import type { TestHome } from './test-vault.ts';
import { createVaultIn, withVault } from './test-vault.ts';
import { perform, type TimedOperation, type TypedCredentials, toCredentials } from './vault-operation.ts';
import { type ComparableState, readState } from './vault-state.ts';

export type Job =
  /** Unlocks, and does one after the other. */
  | {
      readonly kind: 'operations';
      readonly home: TestHome;
      readonly credentials: TypedCredentials;
      readonly operations: readonly TimedOperation[];
    }
  /** One operation on each of several vaults, or on one again and again. */
  | { readonly kind: 'attempts'; readonly attempts: readonly Attempt[]; readonly asUser?: number | undefined }
  /** Reads all of it. */
  | {
      readonly kind: 'read';
      readonly home: TestHome;
      readonly credentials: TypedCredentials;
      readonly asUser?: number | undefined;
    }
  | {
      readonly kind: 'create';
      readonly homes: readonly TestHome[];
      readonly slots: readonly SlotKind[];
      readonly credentials: TypedCredentials;
      readonly asUser?: number | undefined;
    };

export interface Attempt {
  readonly home: TestHome;
  readonly credentials: TypedCredentials;
  readonly operation: TimedOperation;
}

/** What it says, a line each. Written at once and whole: a line that is there was said before the process died. */
export type Report =
  | { readonly said: 'loaded' }
  | { readonly said: 'started'; readonly step: number }
  | { readonly said: 'done'; readonly step: number; readonly ms: number }
  | { readonly said: 'refused'; readonly step: number; readonly code: string }
  | { readonly said: 'state'; readonly findings: number; readonly state: ComparableState };

function say(report: Report): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}

async function step(at: number, work: () => Promise<unknown>): Promise<void> {
  say({ said: 'started', step: at });
  const startedAt = performance.now();
  try {
    await work();
  } catch (caught) {
    say({ said: 'refused', step: at, code: isKeybearerError(caught) ? caught.code : String(caught) });
    return;
  }
  say({ said: 'done', step: at, ms: performance.now() - startedAt });
}

function run(job: Job): Promise<void> {
  if ('asUser' in job && job.asUser !== undefined) becomeUser(job.asUser);
  switch (job.kind) {
    case 'create':
      return create(job);
    case 'attempts':
      return attempts(job);
    case 'read':
      return read(job);
    case 'operations':
      return operations(job);
  }
}

/** For good: file permissions mean nothing to the administrator. */
function becomeUser(id: number): void {
  process.setgroups!([id]);
  process.setgid!(id);
  process.setuid!(id);
}

async function read({ home, credentials }: Extract<Job, { kind: 'read' }>): Promise<void> {
  const work = async (vault: Vault) => {
    const { findings } = await checkVault(vault);
    say({ said: 'state', findings: findings.length, state: await readState(vault) });
  };
  await step(0, () => withVault(home, work, { credentials: toCredentials(credentials) }));
}

async function create({ homes, slots, credentials }: Extract<Job, { kind: 'create' }>): Promise<void> {
  for (const [at, home] of homes.entries()) {
    await step(at, async () => {
      const vault = await createVaultIn(home, { kinds: slots, credentials: toCredentials(credentials) });
      await vault.close();
    });
  }
}

async function attempts(job: Extract<Job, { kind: 'attempts' }>): Promise<void> {
  for (const [at, { home, credentials, operation }] of job.attempts.entries()) {
    const options = { credentials: toCredentials(credentials), clock: () => operation.at };
    await step(at, () => withVault(home, (vault) => perform(vault, operation), options));
  }
}

async function operations({ home, credentials, operations }: Extract<Job, { kind: 'operations' }>): Promise<void> {
  let now = operations[0]?.at ?? 0;
  const work = async (vault: Vault) => {
    for (const [at, operation] of operations.entries()) {
      now = operation.at;
      await step(at, () => perform(vault, operation));
    }
  };
  await withVault(home, work, { credentials: toCredentials(credentials), clock: () => now });
}

say({ said: 'loaded' });
process.stdin.setEncoding('utf8');
let line = '';
for await (const chunk of process.stdin) {
  line += chunk;
  if (line.includes('\n')) break;
}
await run(JSON.parse(line) as Job);
