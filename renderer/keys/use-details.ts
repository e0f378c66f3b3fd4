/** What is sealed beside a key's secret: read while the vault is unlocked, and dropped when it is not. */
import { useEffect, useState } from 'react';
import type { DetailsView } from '../../shared/contract/keys.ts';
import { call } from '../bridge.ts';
import { useReadySession } from '../lock/session-store.ts';

export type KnownDetails =
  | { readonly kind: 'locked' | 'waiting' | 'failed' }
  | { readonly kind: 'there'; readonly details: DetailsView };

/** @param revision Another one when the key may have changed: until its details are there, the ones before stay. */
export function useDetails(keyId: string, revision: unknown): KnownDetails {
  const [known, setKnown] = useState<KnownDetails>({ kind: 'waiting' });
  const isUnlocked = useReadySession().status.state === 'unlocked';
  // biome-ignore lint/correctness/useExhaustiveDependencies: details may be other ones once the key has changed
  useEffect(() => {
    let isLatest = true;
    if (isUnlocked)
      void call('keys.details', { id: keyId }).then((result) => {
        if (isLatest) setKnown(result.ok ? { kind: 'there', details: result.value } : { kind: 'failed' });
      });
    else setKnown({ kind: 'locked' });
    return () => {
      isLatest = false;
    };
  }, [keyId, revision, isUnlocked]);
  return isUnlocked ? known : { kind: 'locked' };
}
