/** What happens around the lock: the stores forget, the list of names and dates comes back. */
import type { Payload } from '../../shared/contract.ts';
import { complain } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { refreshClipboard } from '../clipboard/clipboard-store.ts';
import { resetStores } from '../feature-store.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { drawCurtain, refreshStatus } from './session-store.ts';
import { answerUnlock } from './unlock-store.ts';

export async function lockNow(): Promise<void> {
  const result = await call('vault.lock', {});
  if (!result.ok) complain(result);
}

export async function onLocked({ why }: Payload<'vault.locked'>): Promise<void> {
  // Whoever waits for an unlock would wait for ever in a store that was reset.
  answerUnlock(false);
  resetStores();
  drawCurtain(why);
  await refreshStatus();
  await Promise.all([loadKeys(), refreshClipboard()]);
}
