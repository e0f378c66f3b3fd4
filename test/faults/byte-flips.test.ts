/**
 * Every byte of a vault file changed, and then read whole: the same comes out, or a code that says what is wrong. Reading
 * changes nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Depth, type Outcome, SampleVault } from '../support/damaged-vault.ts';
import { runSeed, SeededRandom } from '../support/seeded-random.ts';
import { newHome, removeHome } from '../support/test-vault.ts';

const seed = runSeed();
const patienceMs = 15 * 60_000;
let sample: SampleVault;

beforeAll(async () => {
  sample = await SampleVault.create(newHome());
});
afterAll(() => {
  sample.close();
  removeHome(sample.home);
});

describe('a vault file with one byte changed', { timeout: patienceMs }, () => {
  it('is read as it was, or says what is wrong: one bit of each byte that is not zero', async () => {
    const random = new SeededRandom(seed);
    const tally = new Tally();
    for (const at of nonZero()) tally.add(await readFlipped(at, 1 << random.below(8), 'whole'));
    tally.report('one bit');
    expect(tally.counts.refused).toBeGreaterThan(0);
    expect(tally.counts.partly).toBeGreaterThan(0);
  });

  it('is read as it was, or says what is wrong: all bits of each byte that is not zero', async () => {
    const tally = new Tally();
    for (const at of nonZero()) tally.add(await readFlipped(at, 0xff, 'quick'));
    tally.report('all bits');
    expect(tally.counts.refused).toBeGreaterThan(0);
  });

  // Most of them are unused. Where many that are changed together make no difference, no single one does.
  it('is read as it was, or says what is wrong: each zero byte', async () => {
    const random = new SeededRandom(seed);
    const tally = new Tally();
    for (const { at, length } of zeroRuns(32)) {
      const changed = Buffer.from(Array.from({ length }, () => 1 + random.below(255)));
      if (length > 1 && (await isHarmless(at, changed))) tally.add('identical', length);
      else
        for (let next = 0; next < length; next += 1) tally.add(await readFlipped(at + next, changed[next]!, 'whole'));
    }
    tally.report('zero bytes');
    expect(tally.counts.identical).toBeGreaterThan(0);
  });
});

async function readFlipped(at: number, mask: number, depth: Depth): Promise<Outcome> {
  try {
    return await sample.readChanged(at, Buffer.of(sample.bytes[at]! ^ mask), depth);
  } catch (cause) {
    throw new Error(`byte ${at} of ${sample.bytes.length}, changed by ${mask}`, { cause });
  }
}

async function isHarmless(at: number, changed: Buffer): Promise<boolean> {
  try {
    return (await sample.readChanged(at, changed, 'whole')) === 'identical';
  } catch {
    return false; // one by one it shows which
  }
}

function nonZero(): number[] {
  return [...sample.bytes.keys()].filter((at) => sample.bytes[at] !== 0);
}

/** All zero bytes, as runs of at most so many. */
function zeroRuns(most: number): { at: number; length: number }[] {
  const runs: { at: number; length: number }[] = [];
  for (const at of sample.bytes.keys()) {
    const last = runs.at(-1);
    if (sample.bytes[at] !== 0) continue;
    if (last !== undefined && last.at + last.length === at && last.length < most) last.length += 1;
    else runs.push({ at, length: 1 });
  }
  return runs;
}

class Tally {
  readonly counts: Record<Outcome, number> = { identical: 0, partly: 0, refused: 0 };

  add(outcome: Outcome, times = 1): void {
    this.counts[outcome] += times;
  }

  report(what: string): void {
    const { identical, partly, refused } = this.counts;
    process.stdout.write(
      `byte-flips.test.ts: FAULT_SEED=${seed}: ${what}: ${identical} identical, ${partly} in part, ${refused} refused\n`,
    );
  }
}
