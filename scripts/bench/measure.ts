/** Measuring side by side: every candidate once per round, in turn, so that a noisy machine disturbs all of them alike. */

export interface Candidate {
  readonly name: string;
  run(): void | Promise<void>;
  /** Puts away what it made, when its time has been taken. */
  after?(): Promise<void>;
}

export interface Measured {
  readonly name: string;
  /** Milliseconds: the middle of all rounds. */
  readonly median: number;
}

/** One round is run beforehand and not counted. */
export async function measure(candidates: readonly Candidate[], rounds: number): Promise<Measured[]> {
  const times = candidates.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, candidate] of candidates.entries()) {
      const start = performance.now();
      await candidate.run();
      if (round > 0) times[at]!.push(performance.now() - start);
      await candidate.after?.();
    }
  }
  return candidates.map(({ name }, at) => ({ name, median: median(times[at]!) }));
}

export function median(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints medians, and each one's ratio to the first. */
export function report(title: string, measured: readonly Measured[], aim = ''): void {
  console.log(`\n${title}${aim && `  (aim: ${aim})`}`);
  const base = measured[0]!.median;
  for (const { name, median } of measured) {
    console.log(`  ${name.padEnd(52)}${median.toFixed(2).padStart(10)} ms ${(median / base).toFixed(2).padStart(7)} x`);
  }
}
