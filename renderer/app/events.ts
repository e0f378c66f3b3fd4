/** What the privileged side tells of its own accord. */
import type { Payload } from '../../shared/contract.ts';
import { listen } from '../bridge.ts';
import { setHeld } from '../clipboard/clipboard-store.ts';
import { copyMain } from '../keys/key-actions.ts';
import { findKey, loadKeys, lookAt, search } from '../keys/keys-store.ts';
import { hide } from '../keys/reveal-store.ts';
import { onLocked } from '../lock/locking.ts';
import { lookBehindCurtain, refreshStatus } from '../lock/session-store.ts';
import { tellOfInput } from './activity.ts';
import { goTo, useNavigation } from './navigation-store.ts';

export function startListening(): void {
  listen('vault.locked', (payload) => void onLocked(payload));
  listen('vault.unlocked', () => void refreshStatus().then(loadKeys));
  listen('vault.changed', () => void refreshStatus().then(loadKeys));
  listen('keys.changed', () => void loadKeys());
  listen('clipboard.changed', ({ held }) => setHeld(held));
  listen('keys.show', (payload) => void show(payload));
  window.addEventListener('blur', hide);
  tellOfInput();
}

/** The lock screen keeps eyes out; whoever asked for a key from outside was shown its name there. */
async function show({ id, copy }: Payload<'keys.show'>): Promise<void> {
  lookBehindCurtain();
  // What was begun in a dialog is not lost to it.
  if (useNavigation.getState().dialog === null) {
    goTo('keys');
    search('');
    lookAt(id, true);
  }
  if (findKey(id) === undefined) await loadKeys();
  const key = findKey(id);
  if (copy && key !== undefined) await copyMain(key);
}
