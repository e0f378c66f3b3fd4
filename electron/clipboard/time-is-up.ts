/** The end of a secret's time on the clipboard, by two clocks. */

export interface Clocks {
  /** Milliseconds. It goes on while the machine sleeps (B4), but may be set. */
  wall(): number;
  /** Milliseconds. It is never set, but may stand still while the machine sleeps. */
  steady(): number;
}

const machineClocks: Clocks = { wall: Date.now, steady: () => performance.now() };
const usualLookMs = 1000;

/**
 * Resolves when the time is up by either clock. A timer alone would wait for the rest of its time after a sleep, so it looks
 * every second.
 */
export async function timeIsUp(afterMs: number, clocks = machineClocks, lookMs = usualLookMs): Promise<void> {
  const wallEnd = clocks.wall() + afterMs;
  const steadyEnd = clocks.steady() + afterMs;
  for (;;) {
    const leftMs = Math.min(wallEnd - clocks.wall(), steadyEnd - clocks.steady());
    if (leftMs <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(leftMs, lookMs)));
  }
}
