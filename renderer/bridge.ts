/**
 * The one way to the privileged side, and the only file that touches `window.keybearer`. What goes through here is checked over
 * there; what comes back holds no secret, save where one was asked for with `keys.reveal`.
 */
import type { Bridge, EventName, Input, Payload, ProcedureName, Result } from '../shared/contract.ts';

declare global {
  interface Window {
    readonly keybearer?: Bridge;
  }
}

/** Never rejects: that the other side is gone is an answer as well. */
export async function call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Result<P>> {
  try {
    const ask = window.keybearer?.[procedure] as ((input: Input<P>) => Promise<Result<P>>) | undefined;
    return (await ask?.(input)) ?? gone;
  } catch {
    return gone;
  }
}

const gone = { ok: false, code: 'internal', details: { reason: 'no-answer' } } as const;

/** @returns what ends it. */
export function listen<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void {
  return window.keybearer?.on(event, listener) ?? (() => {});
}
