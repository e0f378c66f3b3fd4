/** Back in by the recovery code: one new way in takes the place of those that do not work any more. */
import { useEffect, useState } from 'react';
import type { Failure, Output } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { loadKeys } from '../keys/keys-store.ts';
import { setStatus } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import './first-run.css';
import { firstChoice, type HolderChoice, holderError, holderInput } from './holder-choice.ts';
import { HolderFields } from './holder-fields.tsx';
import { RecoveryCodeField } from './recovery-code.tsx';

export function Recovery({ onBack }: { onBack: () => void }) {
  const [protectors, setProtectors] = useState<Output<'vault.protectors'>['protectors']>([]);
  const [chosen, setChosen] = useState<HolderChoice | null>(null);
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void call('vault.protectors', {}).then((result) =>
      result.ok ? setProtectors(result.value.protectors) : setFailure(result),
    );
  }, []);
  const choice = chosen ?? { holder: firstChoice(protectors), typed: '', repeated: '' };
  const isReady = code.trim() !== '' && holderError(choice) === undefined;
  const recover = async () => {
    const result = await call('vault.recover', { ...holderInput(choice), recoveryCode: code });
    if (!result.ok) return setFailure(result);
    setStatus(result.value);
    await loadKeys();
  };
  return (
    <main className="before" data-ready="recovery">
      <form
        className="before-column before-wide stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void recover();
        }}
      >
        <h1>Get back in</h1>
        <p className="dim">
          None of your keys is lost. Choose what opens the vault from now on. The old ways in are removed; the recovery
          code stays.
        </p>
        <RecoveryCodeField value={code} onType={setCode} />
        <HolderFields protectors={protectors} choice={choice} onChange={setChosen} />
        <FailureNotice failure={failure} />
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={!isReady}>
            Set up the new way in
          </Button>
          <Button kind="quiet" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </main>
  );
}
