import { describe, expect, it } from 'vitest';
import { AutoLock } from '../../../electron/desktop/auto-lock.ts';

const minute = 60_000;

function start(idleMs: number | null) {
  const clock = { monotonic: 0, wall: 1_000_000 };
  const locks: string[] = [];
  const clocks = { monotonic: () => clock.monotonic, wall: () => clock.wall };
  const autoLock = new AutoLock(
    clocks,
    () => idleMs,
    (why) => locks.push(why),
  );
  const pass = (ms: number, wallMs = ms) => {
    clock.monotonic += ms;
    clock.wall += wallMs;
    autoLock.look();
  };
  return { autoLock, locks, pass };
}

describe('AutoLock', () => {
  it('locks after the time without input, and not before', () => {
    const { locks, pass } = start(10 * minute);
    for (let minutes = 1; minutes < 10; minutes++) pass(minute);
    expect(locks).toEqual([]);
    pass(minute);
    expect(locks).toEqual(['idle']);
  });

  it('counts from the last input', () => {
    const { autoLock, locks, pass } = start(10 * minute);
    pass(6 * minute);
    autoLock.touch();
    pass(6 * minute);
    expect(locks).toEqual([]);
  });

  it('keeps nothing open because the clock was set back', () => {
    const { locks, pass } = start(10 * minute);
    pass(minute, -3600 * minute);
    pass(9 * minute);
    expect(locks).toEqual(['idle']);
  });

  it('locks when the machine slept meanwhile', () => {
    const { locks, pass } = start(null);
    pass(5000);
    pass(5000, 5000 + 2 * minute);
    expect(locks).toEqual(['suspend']);
    pass(5000);
    expect(locks).toHaveLength(1);
  });

  it('never locks for idleness where the settings say so', () => {
    const { locks, pass } = start(null);
    for (let hours = 0; hours < 100; hours++) pass(60 * minute);
    expect(locks).toEqual([]);
  });
});
