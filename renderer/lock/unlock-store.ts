/** Unlocking in place: whoever meets the lock waits here for the user, and then goes on. */
import type { Input, ProcedureName, Result } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { setStatus, useSession } from './session-store.ts';

interface UnlockRequest {
  readonly answer: (isUnlocked: boolean) => void;
}

export const useUnlock = featureStore<{ readonly request: UnlockRequest | null }>(() => ({ request: null }));

const cancelled = { ok: false, code: 'cancelled', details: {} } as const;

/** Asks the privileged side; where the vault is locked, asks the user to unlock it and then asks again. */
export async function callUnlocked<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Result<P>> {
  const result = await call(procedure, input);
  if (result.ok || result.code !== 'vault-locked') return result;
  return (await askToUnlock()) ? call(procedure, input) : cancelled;
}

/** @returns whether the vault is unlocked now. One question for all who ask at once. */
export async function askToUnlock(): Promise<boolean> {
  if (await unlockedWithoutTyping()) return true;
  return new Promise((resolve) => {
    const earlier = useUnlock.getState().request;
    const answer = (isUnlocked: boolean) => {
      earlier?.answer(isUnlocked);
      resolve(isUnlocked);
    };
    useUnlock.setState({ request: { answer } });
  });
}

export function answerUnlock(isUnlocked: boolean): void {
  const { request } = useUnlock.getState();
  useUnlock.setState({ request: null });
  request?.answer(isUnlocked);
}

/** Where nothing has to be typed, a question would only be in the way. */
async function unlockedWithoutTyping(): Promise<boolean> {
  const { session } = useSession.getState();
  if (session.kind !== 'ready' || session.status.unlockBy[0] !== 'nothing') return false;
  const result = await call('vault.unlock', {});
  if (result.ok) setStatus(result.value);
  return result.ok;
}
