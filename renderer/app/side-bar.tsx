/** Where one can go, and whether the vault is open. */
import { Lock, LockOpen } from 'lucide-react';
import { needsAttention } from '../keys/arrange.ts';
import { useKeys } from '../keys/keys-store.ts';
import { lockNow } from '../lock/locking.ts';
import { useReadySession } from '../lock/session-store.ts';
import { askToUnlock } from '../lock/unlock-store.ts';
import { everydayWay } from '../protection/slot-words.ts';
import { Brand } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { goTo, useNavigation, type View, views } from './navigation-store.ts';
import { modifier } from './platform.ts';

const viewNames: Readonly<Record<View, string>> = {
  keys: 'Keys',
  expiry: 'Expiry',
  activity: 'Activity',
  protection: 'Protection',
  settings: 'Settings',
};

export function SideBar() {
  const { view } = useNavigation();
  const all = useKeys((state) => state.all);
  const now = useNow(60_000);
  const urgent = all.filter(({ key }) => needsAttention(key.expiresAt, now)).length;
  const counts: Partial<Record<View, number>> = { keys: all.length, expiry: urgent };
  return (
    <div className="side-bar">
      <Brand />
      <nav aria-label="Views">
        {views.map((one, at) => (
          <button
            key={one}
            type="button"
            className="side-link"
            aria-current={one === view ? 'page' : undefined}
            aria-keyshortcuts={`Control+${at + 1}`}
            onClick={() => goTo(one)}
          >
            {viewNames[one]}
            <Count view={one} count={counts[one]} />
          </button>
        ))}
      </nav>
      <VaultState />
    </div>
  );
}

function Count({ view, count = 0 }: { view: View; count: number | undefined }) {
  if (count === 0) return null;
  if (view === 'keys') return <span className="side-count">{count.toLocaleString('en')}</span>;
  return (
    <span className="side-count side-count-urgent">
      {count.toLocaleString('en')}
      <span className="visually-hidden"> need attention</span>
    </span>
  );
}

function VaultState() {
  const { status, settings } = useReadySession();
  const isUnlocked = status.state === 'unlocked';
  const autoLock = settings.autoLockMinutes === null ? '' : `, locks after ${settings.autoLockMinutes} min`;
  return (
    <section className="vault-state" aria-label="Vault">
      <p className="vault-state-words">
        <strong>{isUnlocked ? 'Unlocked' : 'Locked'}</strong>
        <span className="dim small">
          {everydayWay(status)}
          {isUnlocked && autoLock}
        </span>
      </p>
      {isUnlocked ? (
        <Button
          kind="quiet"
          className="vault-state-button"
          shortcut={`${modifier} L`}
          aria-keyshortcuts="Control+L"
          onClick={() => void lockNow()}
        >
          <Lock size={14} aria-hidden="true" /> <span>Lock now</span>
        </Button>
      ) : (
        <Button kind="quiet" className="vault-state-button" onClick={() => void askToUnlock()}>
          <LockOpen size={14} aria-hidden="true" /> <span>Unlock</span>
        </Button>
      )}
    </section>
  );
}
