/** What the privileged side is told of the user: that they are there. */
import { call } from '../bridge.ts';

const activeEveryMs = 10_000;

export function tellOfInput(): void {
  for (const input of ['pointerdown', 'keydown', 'wheel'])
    window.addEventListener(input, tellActive, { passive: true });
}

let toldAt = Number.NEGATIVE_INFINITY;

/** Puts off the auto-lock; at most every few seconds. */
function tellActive(): void {
  if (performance.now() - toldAt < activeEveryMs) return;
  toldAt = performance.now();
  void call('window.active', {});
}
