/** Checking the vault, and what that has found. */
import { useReadySession } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { findingWords } from './finding-words.ts';
import { checkVault, useProtection } from './protection-store.ts';

export function VaultCheck() {
  const { check, isChecking } = useProtection();
  const { path } = useReadySession().status;
  return (
    <section className="card" aria-label="Check of the vault">
      <div className="card-line">
        <div>
          <h3>Check the vault</h3>
          <p className="dim">
            Opens every record of <bdi className="mono path">{path}</bdi>
          </p>
        </div>
        <Button aria-busy={isChecking} onClick={() => !isChecking && void checkVault()}>
          Check now
        </Button>
      </div>
      {check !== null && (
        <div role="status" className="check-result">
          <Notice tone={check.findings.length === 0 ? 'good' : 'expired'}>
            {check.findings.length === 0
              ? `All ${check.keys} keys and ${check.events} events are as they were written${check.secretsChecked ? ', and so are the secrets' : '. Secrets are checked while the vault is unlocked'}.`
              : `${check.findings.length} of its records are not as they were written. Make a copy of the file before anything else.`}
          </Notice>
          <ul>
            {check.findings.map((finding, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be the same
              <li key={at}>{findingWords(finding)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
