/** New vault keys. Ways in that only their owner can wrap again are asked for, or dropped. */
import { useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { say } from '../app/notices-store.ts';
import { RecoveryCode } from '../first-run/recovery-code.tsx';
import { refreshStatus, useReadySession } from '../lock/session-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { CheckField, SecretField, TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { goToProtection } from './protection-store.ts';

export function RekeyDialog() {
  const { slots, hasPin } = useReadySession().status;
  const [typed, setTyped] = useState({ pin: '', passphrase: '', code: '' });
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const isKept = (kind: 'passphrase' | 'recovery') => slots.some((slot) => slot.kind === kind && !dropped.has(slot.id));
  const isReady =
    (!hasPin || typed.pin !== '') &&
    (!isKept('passphrase') || typed.passphrase !== '') &&
    (!isKept('recovery') || typed.code.trim() !== '') &&
    slots.some(({ id }) => !dropped.has(id));

  const showCode = async () => {
    const result = await callUnlocked('vault.newRecoveryCode', {});
    if (result.ok) setCode(result.value.code);
    else setFailure(result);
  };
  const rekey = async () => {
    setBusy(true);
    const result = await callUnlocked('vault.rekey', {
      ...(hasPin ? { pin: typed.pin } : {}),
      ...(isKept('passphrase') ? { passphrase: typed.passphrase } : {}),
      ...(isKept('recovery') ? { newRecoveryCode: typed.code } : {}),
      drop: [...dropped],
      dropDamaged: false,
    });
    setBusy(false);
    if (!result.ok) return setFailure(result);
    await refreshStatus();
    goToProtection(null);
    say('The vault has new keys.');
  };
  const drop = (id: string, isDropped: boolean) => {
    const next = new Set(dropped);
    if (isDropped) next.add(id);
    else next.delete(id);
    setDropped(next);
  };
  return (
    <FormDialog
      title="Make new vault keys"
      about="Your API keys stay as they are. What only you have, a passphrase or a recovery code, is typed again or dropped."
      submit="Make new keys"
      onClose={() => goToProtection(null)}
      onSubmit={() => void rekey()}
      busy={isBusy}
      ready={isReady}
    >
      {hasPin && <SecretField label="PIN" value={typed.pin} onType={(pin) => setTyped({ ...typed, pin })} />}
      {slots
        .filter(({ kind }) => kind === 'passphrase' || kind === 'recovery')
        .map((slot) => (
          <div key={slot.id} className="stack">
            {!dropped.has(slot.id) && slot.kind === 'passphrase' && (
              <SecretField
                label="Passphrase"
                value={typed.passphrase}
                onType={(passphrase) => setTyped({ ...typed, passphrase })}
              />
            )}
            {!dropped.has(slot.id) && slot.kind === 'recovery' && code === null && (
              <p>
                The recovery code gets a new one in its place.{' '}
                <button type="button" className="link" onClick={() => void showCode()}>
                  Show the new code
                </button>
              </p>
            )}
            {!dropped.has(slot.id) && slot.kind === 'recovery' && code !== null && (
              <>
                <RecoveryCode code={code} />
                <TextField
                  label="Type the new code, once it is on paper"
                  className="mono-field"
                  value={typed.code}
                  spellCheck={false}
                  onType={(next) => setTyped({ ...typed, code: next })}
                />
              </>
            )}
            <CheckField
              label={slot.kind === 'recovery' ? 'Drop the recovery code instead' : 'Drop the passphrase instead'}
              checked={dropped.has(slot.id)}
              onCheck={(isDropped) => drop(slot.id, isDropped)}
            />
          </div>
        ))}
      <FailureNotice failure={failure} />
    </FormDialog>
  );
}
