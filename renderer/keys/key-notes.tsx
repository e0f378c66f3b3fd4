/** Notes are sealed with the secret: they are read while the vault is unlocked, and asked for while it is not. */
import { useEffect, useState } from 'react';
import { call } from '../bridge.ts';
import { useReadySession } from '../lock/session-store.ts';
import { askToUnlock } from '../lock/unlock-store.ts';
import { Button } from '../ui/button.tsx';

export function KeyNotes({ keyId, revision }: { keyId: string; revision: unknown }) {
  const [notes, setNotes] = useState('');
  const isUnlocked = useReadySession().status.state === 'unlocked';
  // biome-ignore lint/correctness/useExhaustiveDependencies: notes may be other ones once the key has changed
  useEffect(() => {
    let isLatest = true;
    setNotes('');
    if (isUnlocked)
      void call('keys.notes', { id: keyId }).then((result) => {
        if (isLatest && result.ok) setNotes(result.value.notes);
      });
    return () => {
      isLatest = false;
    };
  }, [keyId, revision, isUnlocked]);
  if (isUnlocked && notes === '') return null;
  return (
    <section className="section">
      <h2>Notes</h2>
      {isUnlocked ? (
        <p className="notes" dir="auto">
          {notes}
        </p>
      ) : (
        <p className="locked-line">
          <span className="dim">Locked, with the secret.</span>
          <Button onClick={() => void askToUnlock()}>Unlock</Button>
        </p>
      )}
    </section>
  );
}
