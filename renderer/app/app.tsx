/** The window: what is before everything, else the side bar with one view. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ComponentType } from 'react';
import { ActivityView } from '../activity/activity-view.tsx';
import { ClipboardStrip } from '../clipboard/clipboard-strip.tsx';
import { ExpiryView } from '../expiry/expiry-view.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { KeysView } from '../keys/keys-view.tsx';
import { ClosedVault, LockScreen, Unreachable, UnusableVault } from '../lock/before-everything.tsx';
import { ConfirmDialog } from '../lock/confirm-dialog.tsx';
import { type ReadySession, useReadySession, useSession } from '../lock/session-store.ts';
import { UnlockDialog } from '../lock/unlock-dialog.tsx';
import { ProtectionView } from '../protection/protection-view.tsx';
import { SettingsView } from '../settings/settings-view.tsx';
import { useTheme } from '../ui/use-theme.ts';
import { Waiting } from '../ui/waiting.tsx';
import { Dialogs } from './dialogs.tsx';
import { useNavigation, type View } from './navigation-store.ts';
import { Notices } from './notices.tsx';
import { SideBar } from './side-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const viewsByName: Record<View, ComponentType> = {
  keys: KeysView,
  expiry: ExpiryView,
  activity: ActivityView,
  protection: ProtectionView,
  settings: SettingsView,
};

export function App() {
  const { session } = useSession();
  useTheme(session.kind === 'ready' ? session.settings.theme : 'system');
  return (
    <CSPProvider disableStyleElements>
      {session.kind === 'starting' && <Waiting>Opening the vault</Waiting>}
      {session.kind === 'unreachable' && <Unreachable failure={session.failure} />}
      {session.kind === 'ready' && <Ready session={session} />}
    </CSPProvider>
  );
}

function Ready({ session }: { session: ReadySession }) {
  const { status, curtain } = session;
  if (status.state === 'none') return <FirstRun />;
  if (status.state === 'unusable') return <UnusableVault />;
  if (status.state === 'closed') return <ClosedVault />;
  if (status.state === 'locked' && curtain !== null) return <LockScreen why={curtain} />;
  return <Window />;
}

function Window() {
  const { view } = useNavigation();
  const { status } = useReadySession();
  useShortcuts();
  const Shown = viewsByName[view];
  return (
    <div className="window" data-ready={view} data-state={status.state}>
      <SideBar />
      <main className="main" key={view}>
        <Shown />
      </main>
      <div className="foot">
        <Notices />
        <ClipboardStrip />
      </div>
      <Dialogs />
      <UnlockDialog />
      <ConfirmDialog />
    </div>
  );
}
