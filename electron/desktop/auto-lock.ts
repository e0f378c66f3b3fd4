/**
 * When the vault locks by itself: after a time without input, and when the machine was away. Time is monotonic, so that a
 * clock that is set back keeps nothing open.
 */
import type { LockReason } from './open-vault.ts';

export interface Clocks {
  /** Milliseconds that only ever grow; on most systems they stand still while the machine sleeps. */
  monotonic(): number;
  /** Milliseconds since 1970. */
  wall(): number;
}

/** How often it is looked. */
export const lookEveryMs = 5000;
/** The wall clock ran on by this much more than ours: the machine slept. Shorter jumps are a clock being set right. */
const sleepMs = 60_000;

export class AutoLock {
  readonly #clocks: Clocks;
  readonly #idleMs: () => number | null;
  readonly #lock: (why: LockReason) => void;
  #activeAt: number;
  #seen: { monotonic: number; wall: number };

  /** @param idleMs How long without input; null: for ever. Asked each time, since settings change. */
  constructor(clocks: Clocks, idleMs: () => number | null, lock: (why: LockReason) => void) {
    this.#clocks = clocks;
    this.#idleMs = idleMs;
    this.#lock = lock;
    this.#activeAt = clocks.monotonic();
    this.#seen = this.#now();
  }

  /** The user is there. */
  touch(): void {
    this.#activeAt = this.#clocks.monotonic();
  }

  look(): void {
    const before = this.#seen;
    this.#seen = this.#now();
    const passed = this.#seen.monotonic - before.monotonic;
    const idleMs = this.#idleMs();
    if (this.#seen.wall - before.wall - passed > sleepMs) this.#lock('suspend');
    else if (idleMs !== null && this.#seen.monotonic - this.#activeAt >= idleMs) this.#lock('idle');
  }

  #now(): { monotonic: number; wall: number } {
    return { monotonic: this.#clocks.monotonic(), wall: this.#clocks.wall() };
  }
}
