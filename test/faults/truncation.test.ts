/** A vault file cut at every length, and then read whole: what is missing is never taken for a smaller vault. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Outcome, SampleVault } from '../support/damaged-vault.ts';
import { newHome, removeHome } from '../support/test-vault.ts';

const patienceMs = 15 * 60_000;
let sample: SampleVault;

beforeEach(async () => {
  sample = await SampleVault.create(newHome());
});
afterEach(() => {
  sample.close();
  removeHome(sample.home);
});

/** @throws Error that names the length. */
async function readAt(length: number): Promise<Outcome> {
  try {
    return await sample.read('quick');
  } catch (cause) {
    throw new Error(`${length} of ${sample.bytes.length} bytes`, { cause });
  }
}

describe('a vault file cut short', { timeout: patienceMs }, () => {
  it('is refused with a code at every length that lacks a page', async () => {
    const lastPageAt = sample.bytes.length - 4096;
    for (let length = sample.bytes.length - 1; length >= 0; length -= 1) {
      sample.cut(length);
      const outcome = await readAt(length);
      // The last page may be one of which only unused bytes are gone.
      if (length <= lastPageAt) expect(outcome, `${length} bytes`).toBe('refused');
    }
  });
});

describe('a vault file with more behind its end', () => {
  it.each([1, 511, 4095, 4096, 100_000])('is read as it was, or refused: %i zero bytes', async (extra) => {
    const outcome = await sample.readInstead(Buffer.concat([sample.bytes, Buffer.alloc(extra)]), 'whole');
    expect(['identical', 'refused']).toContain(outcome);
  });

  it('is read as it was, or refused: all of it twice', async () => {
    const outcome = await sample.readInstead(Buffer.concat([sample.bytes, sample.bytes]), 'whole');
    expect(['identical', 'refused']).toContain(outcome);
  });
});
