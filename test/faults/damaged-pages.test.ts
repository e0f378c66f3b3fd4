/** A vault file with whole pages wrong, and then read whole: the same comes out, or a code that says what is wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, SampleVault } from '../support/damaged-vault.ts';
import { runSeed, SeededRandom } from '../support/seeded-random.ts';
import { newHome, removeHome } from '../support/test-vault.ts';

const pageBytes = 4096;
const seed = runSeed();
let sample: SampleVault;
let pages: number;

beforeAll(async () => {
  sample = await SampleVault.create(newHome());
  pages = sample.bytes.length / pageBytes;
});
afterAll(() => {
  sample.close();
  removeHome(sample.home);
});

/** Every page in turn, with other bytes in its place. */
async function readWithPages(replacement: (page: number) => Buffer): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let page = 0; page < pages; page += 1) {
    const bytes = Buffer.from(sample.bytes);
    replacement(page).copy(bytes, page * pageBytes);
    outcomes.push(await named(`page ${page + 1}`, sample.readInstead(bytes, 'whole')));
  }
  return outcomes;
}

async function named(what: string, outcome: Promise<Outcome>): Promise<Outcome> {
  return outcome.catch((cause) => {
    throw new Error(`${what} (FAULT_SEED=${seed})`, { cause });
  });
}

function pageOf(bytes: Buffer, page: number): Buffer {
  return bytes.subarray(page * pageBytes, (page + 1) * pageBytes);
}

describe('a vault file with a wrong page', () => {
  it('is read as it was, or says what is wrong: a page of zeros', async () => {
    expect(await readWithPages(() => Buffer.alloc(pageBytes))).toContain('refused');
  });

  it('is read as it was, or says what is wrong: a page of ones', async () => {
    expect(await readWithPages(() => Buffer.alloc(pageBytes, 0xff))).toContain('refused');
  });

  it('is read as it was, or says what is wrong: a page of noise', async () => {
    const random = new SeededRandom(seed);
    const noise = () => Buffer.from(random.hex(pageBytes), 'hex');
    expect(await readWithPages(noise)).toContain('refused');
  });

  it('is read as it was, or says what is wrong: half a page of zeros, as of a torn write', async () => {
    for (const half of [0, pageBytes / 2]) {
      await readWithPages((page) => Buffer.from(pageOf(sample.bytes, page)).fill(0, half, half + pageBytes / 2));
    }
  });

  it('is read as it was, or says what is wrong: any two pages swapped, or one twice', async () => {
    for (let one = 0; one < pages; one += 1) {
      for (let other = 0; other < pages; other += 1) {
        if (one === other) continue;
        const bytes = Buffer.from(sample.bytes);
        pageOf(sample.bytes, one).copy(bytes, other * pageBytes);
        // Above the diagonal they change places, below it one stands in both.
        if (one < other) pageOf(sample.bytes, other).copy(bytes, one * pageBytes);
        await named(`pages ${one + 1} and ${other + 1}`, sample.readInstead(bytes, 'whole'));
      }
    }
  });
});
