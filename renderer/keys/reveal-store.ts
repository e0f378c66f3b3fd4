/** The one secret that is in the window: the one being shown, until it hides. */
import type { KeyView } from '../../shared/contract/keys.ts';
import type { Output } from '../../shared/contract.ts';
import { complain } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { withConfirmation } from '../lock/confirm-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';

interface Shown {
  readonly keyId: string;
  readonly parts: Output<'keys.reveal'>['parts'];
  readonly hidesAt: number;
}

export const useReveal = featureStore<{ readonly shown: Shown | null }>(() => ({ shown: null }));

let timer: ReturnType<typeof setTimeout> | undefined;

export async function reveal(key: KeyView): Promise<void> {
  const result = await withConfirmation('keys.reveal', key.name, (confirmed) =>
    callUnlocked('keys.reveal', { id: key.id, confirmed }),
  );
  if (!result.ok) return complain(result);
  const { parts, hideAfterMs } = result.value;
  clearTimeout(timer);
  timer = setTimeout(hide, hideAfterMs);
  useReveal.setState({ shown: { keyId: key.id, parts, hidesAt: Date.now() + hideAfterMs } });
}

/** At once where another key is looked at, the vault locks, or the user asks. */
export function hide(): void {
  if (useReveal.getState().shown === null) return;
  clearTimeout(timer);
  useReveal.setState({ shown: null });
  void call('keys.hide', {});
}
