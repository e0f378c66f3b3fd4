import { describe, expect, it } from 'vitest';
import { timeIsUp } from '../../../electron/clipboard/time-is-up.ts';

/** Clocks that stand still until they are moved; each look comes after a millisecond of the real one. */
function watched(afterMs: number) {
  const now = { wall: Date.UTC(2026, 2, 1), steady: 5000 };
  let looks = 0;
  let up = false;
  const clocks = {
    wall: () => {
      looks += 1;
      return now.wall;
    },
    steady: () => now.steady,
  };
  const done = timeIsUp(afterMs, clocks, 1).then(() => {
    up = true;
  });
  const looksAgain = async () => {
    const seen = looks;
    while (looks < seen + 2 && !up) await new Promise(setImmediate);
  };
  return { now, done, looksAgain, isUp: () => up };
}

describe('timeIsUp', () => {
  it('waits until both clocks have gone on', async () => {
    const time = watched(30_000);
    time.now.wall += 29_999;
    time.now.steady += 29_999;
    await time.looksAgain();
    expect(time.isUp()).toBe(false);
    time.now.wall += 1;
    time.now.steady += 1;
    await time.done;
  });

  it('sees that the machine has slept through the rest of it (B4)', async () => {
    const time = watched(30_000);
    await time.looksAgain();
    time.now.wall += 3_600_000;
    await time.done;
  });

  it('is not put off by a clock that is set back', async () => {
    const time = watched(30_000);
    time.now.wall -= 86_400_000 * 3650;
    await time.looksAgain();
    expect(time.isUp()).toBe(false);
    time.now.steady += 30_000;
    await time.done;
  });
});
