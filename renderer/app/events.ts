/** What the privileged side tells of its own accord, and what it is told of the user: that they are there. */
import { call, listen } from '../bridge.ts';
import { setHeld } from '../clipboard/clipboard-store.ts';
import { loadKeys, lookAt, search } from '../keys/keys-store.ts';
import { hide } from '../keys/reveal-store.ts';
import { onLocked } from '../lock/locking.ts';
import { refreshStatus } from '../lock/session-store.ts';
import { goTo } from './navigation-store.ts';

const activeEveryMs = 10_000;

export function startListening(): void {
  listen('vault.locked', (payload) => void onLocked(payload));
  listen('vault.unlocked', () => void refreshStatus().then(loadKeys));
  listen('vault.changed', () => void refreshStatus().then(loadKeys));
  listen('keys.changed', () => void loadKeys());
  listen('clipboard.changed', ({ held }) => setHeld(held));
  listen('keys.show', ({ id }) => {
    goTo('keys');
    search('');
    lookAt(id, true);
  });
  window.addEventListener('blur', hide);
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
