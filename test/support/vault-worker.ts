/**
 * A process that works on a vault as it is told on stdin: one job, as a line of JSON. It says each step on stdout before it
 * starts and after it was acknowledged, so that whoever kills it knows what it had promised.
 */
import { writeSync } from 'node:fs';
import type { SlotKind } from '../../electron/vault/ports.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import type { TestHome } from './test-vault.ts';
import { createVaultIn, withVault } from './test-vault.ts';
import { perform, type TimedOperation, type TypedCredentials, toCredentials } from './vault-operation.ts';

export type Job =
  /** Unlocks, and does one after the other. */
  | {
      readonly kind: 'operations';
      readonly home: TestHome;
      readonly credentials: TypedCredentials;
      readonly operations: readonly TimedOperation[];
    }
  | {
      readonly kind: 'create';
      readonly home: TestHome;
      readonly slots: readonly SlotKind[];
      readonly credentials: TypedCredentials;
    };

/** What it says, a line each. Written at once and whole: a line that is there was said before the process died. */
export type Report =
  | { readonly said: 'loaded' }
  | { readonly said: 'started'; readonly step: number }
  | { readonly said: 'done'; readonly step: number; readonly ms: number }
  | { readonly said: 'refused'; readonly step: number; readonly code: string };

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

async function run(job: Job): Promise<void> {
  if (job.kind === 'create') {
    const plan = { kinds: job.slots, credentials: toCredentials(job.credentials) };
    await step(0, () => createVaultIn(job.home, plan));
    return;
  }
  let now = job.operations[0]?.at ?? 0;
  const work = async (vault: Vault) => {
    for (const [at, operation] of job.operations.entries()) {
      now = operation.at;
      await step(at, () => perform(vault, operation));
    }
  };
  await withVault(job.home, work, { credentials: toCredentials(job.credentials), clock: () => now });
}

say({ said: 'loaded' });
process.stdin.setEncoding('utf8');
let line = '';
for await (const chunk of process.stdin) {
  line += chunk;
  if (line.includes('\n')) break;
}
await run(JSON.parse(line) as Job);
