/** The page of the quick-copy window: what it can do depends on the vault, and it always says what. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import type { KeyboardEvent, ReactNode } from 'react';
import { ConfirmDialog } from '../lock/confirm-dialog.tsx';
import { type ReadySession, useSession } from '../lock/session-store.ts';
import { UnlockDialog } from '../lock/unlock-dialog.tsx';
import { UnlockForm } from '../lock/unlock-form.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useTheme } from '../ui/use-theme.ts';
import { Waiting } from '../ui/waiting.tsx';
import { Instead, ToWindow } from './instead.tsx';
import { QuickSearch } from './quick-search.tsx';
import { begin, leave, lookForKeys, useQuick } from './quick-store.ts';

export function Quick() {
  const { session } = useSession();
  useTheme(session.kind === 'ready' ? session.settings.theme : 'system');
  return (
    <CSPProvider disableStyleElements>
      {session.kind === 'starting' && <Waiting>Opening the vault</Waiting>}
      {session.kind === 'unreachable' && (
        <QuickFrame state="unreachable">
          <Instead title="Keybearer does not answer">
            <FailureNotice failure={session.failure} />
            <div className="buttons">
              <Button autoFocus onClick={() => void begin()}>
                Try again
              </Button>
            </div>
          </Instead>
        </QuickFrame>
      )}
      {session.kind === 'ready' && <Ready session={session} />}
    </CSPProvider>
  );
}

function Ready({ session: { status } }: { session: ReadySession }) {
  const { times } = useQuick();
  return (
    <>
      <QuickFrame state={status.state} key={times}>
        <Content status={status} />
      </QuickFrame>
      <UnlockDialog />
      <ConfirmDialog />
    </>
  );
}

function Content({ status }: Pick<ReadySession, 'status'>) {
  if (status.state === 'unlocked' || status.state === 'locked') return <QuickSearch />;
  if (status.state === 'none')
    return (
      <Instead title="There is no vault yet">
        <p className="dim">Keybearer's window sets one up.</p>
        <ToWindow />
      </Instead>
    );
  const failure = status.problem === null ? undefined : ({ ok: false, ...status.problem } as const);
  if (status.state === 'unusable')
    return (
      <Instead title="The vault cannot be opened">
        <FailureNotice failure={failure} />
        <ToWindow />
      </Instead>
    );
  return (
    <Instead title="Unlock to find a key">
      <FailureNotice failure={failure} />
      <UnlockForm ways={status.unlockBy} onUnlocked={() => void lookForKeys()} />
    </Instead>
  );
}

/** Escape leaves from everywhere but a question, which it answers with no. */
function QuickFrame({ state, children }: { state: string; children: ReactNode }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') void leave();
  };
  return (
    <main className="quick" data-ready="quick" data-state={state} onKeyDown={onKeyDown}>
      {children}
    </main>
  );
}
