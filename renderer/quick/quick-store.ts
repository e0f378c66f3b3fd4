/** The quick-copy window comes up, copies one key, and goes. Nothing is left of a time before when it comes up again. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { tellOfInput } from '../app/activity.ts';
import { useNotices } from '../app/notices-store.ts';
import { call, listen } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { copyMain } from '../keys/key-actions.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { answerConfirm } from '../lock/confirm-store.ts';
import { onLocked } from '../lock/locking.ts';
import { refreshStatus, startSession } from '../lock/session-store.ts';
import { answerUnlock } from '../lock/unlock-store.ts';

interface QuickState {
  /** How often it came up. */
  readonly times: number;
  readonly lastUsedIds: readonly string[];
}

export const useQuick = featureStore<QuickState>(() => ({ times: 0, lastUsedIds: [] }));

export function startListening(): void {
  listen('quick.shown', () => void begin());
  listen('vault.locked', (payload) => void onLocked(payload));
  listen('vault.unlocked', () => void refreshStatus());
  tellOfInput();
}

/** The list that was there stays until the new one is: nothing flashes. */
export async function begin(): Promise<void> {
  answerUnlock(false);
  answerConfirm(false);
  useNotices.setState({ notices: [] });
  useQuick.setState(({ times }) => ({ times: times + 1 }));
  await startSession();
  await lookForKeys();
}

export async function lookForKeys(): Promise<void> {
  const lastUsed = await call('quick.lastUsed', {});
  // Without it they are by name: that is no reason to trouble anybody.
  if (lastUsed.ok) useQuick.setState({ lastUsedIds: lastUsed.value.ids });
  await loadKeys();
}

/** What cannot be copied is told here, and the window stays. */
export async function copyAndLeave(key: KeyView): Promise<void> {
  if (await copyMain(key)) await leave();
}

export async function leave(): Promise<void> {
  await call('quick.hide', {});
}

/** @param id The key to show there; null: whatever is shown there. */
export async function toWindow(id: string | null): Promise<void> {
  await call('quick.toWindow', { id });
}
