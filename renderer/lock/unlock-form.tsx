/** What unlocking takes: nothing, a PIN, a passphrase or the recovery code. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { VaultStatus } from '../../shared/contract/vault.ts';
import type { Failure, Input } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { Button } from '../ui/button.tsx';
import { SecretField, TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { setStatus } from './session-store.ts';

type Way = VaultStatus['unlockBy'][number];

const wayWords: Readonly<Record<Way, { label: string; other: string }>> = {
  nothing: { label: '', other: 'Unlock by the keychain' },
  pin: { label: 'PIN', other: 'Use the PIN' },
  passphrase: { label: 'Passphrase', other: 'Use the passphrase' },
  'recovery-code': { label: 'Recovery code', other: 'Use the recovery code this once' },
};

interface UnlockFormProps {
  readonly ways: readonly Way[];
  readonly onUnlocked: () => void;
  /** In a dialog: what leaves it. */
  readonly onCancel?: () => void;
  /** What else can be done, beside Unlock. */
  readonly children?: ReactNode;
}

export function UnlockForm({ ways, onUnlocked, onCancel, children }: UnlockFormProps) {
  const [way, setWay] = useState<Way>(ways[0] ?? 'nothing');
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way brings another field
  useEffect(() => field.current?.focus(), [way]);

  const unlock = async () => {
    setBusy(true);
    const result = await call('vault.unlock', inputOf(way, typed));
    setBusy(false);
    if (!result.ok) {
      setFailure(result);
      field.current?.select();
      return;
    }
    setTyped('');
    setStatus(result.value);
    onUnlocked();
  };
  const Field = way === 'recovery-code' ? TextField : SecretField;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && (way === 'nothing' || typed !== '')) void unlock();
      }}
    >
      {way !== 'nothing' && (
        <Field ref={field} label={wayWords[way].label} value={typed} spellCheck={false} onType={setTyped} />
      )}
      <FailureNotice failure={failure} />
      <div className={onCancel === undefined ? 'buttons' : 'dialog-foot'}>
        {onCancel !== undefined && (
          <Button kind="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button
          kind="primary"
          type="submit"
          disabled={way !== 'nothing' && typed === ''}
          aria-busy={isBusy}
          autoFocus={way === 'nothing'}
        >
          Unlock
        </Button>
        {children}
      </div>
      <OtherWays
        ways={ways.filter((one) => one !== way)}
        onChoose={(next) => {
          setWay(next);
          setTyped('');
          setFailure(undefined);
        }}
      />
    </form>
  );
}

function OtherWays({ ways, onChoose }: { ways: readonly Way[]; onChoose: (way: Way) => void }) {
  if (ways.length === 0) return null;
  return (
    <p className="other-ways">
      {ways.map((way) => (
        <button key={way} type="button" className="link" onClick={() => onChoose(way)}>
          {wayWords[way].other}
        </button>
      ))}
    </p>
  );
}

function inputOf(way: Way, typed: string): Input<'vault.unlock'> {
  if (way === 'pin') return { pin: typed };
  if (way === 'passphrase') return { passphrase: typed };
  return way === 'recovery-code' ? { recoveryCode: typed } : {};
}
