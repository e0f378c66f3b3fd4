/** Whether there is a vault, whether it is open, and what this desktop can do. */
import { create } from 'zustand';
import type { Capabilities, DesktopSettings } from '../../shared/contract/desktop.ts';
import type { VaultStatus } from '../../shared/contract/vault.ts';
import type { Failure, Payload } from '../../shared/contract.ts';
import { call } from '../bridge.ts';

export type Session =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | {
      readonly kind: 'ready';
      readonly status: VaultStatus;
      readonly capabilities: Capabilities;
      readonly settings: DesktopSettings;
      /** The lock screen is before everything: set when the vault locks, until the user looks at names and dates. */
      readonly curtain: Payload<'vault.locked'>['why'] | null;
    };

export type ReadySession = Extract<Session, { kind: 'ready' }>;

// Not a feature's store: what locks the vault must not forget that it did.
export const useSession = create<{ readonly session: Session }>()(() => ({ session: { kind: 'starting' } }));

export async function startSession(): Promise<void> {
  const [status, capabilities, settings] = await Promise.all([
    call('vault.status', {}),
    call('capabilities', {}),
    call('settings.get', {}),
  ]);
  const failure = [status, capabilities, settings].find((answer) => !answer.ok);
  if (!status.ok || !capabilities.ok || !settings.ok) {
    useSession.setState({ session: { kind: 'unreachable', failure: failure as Failure } });
    return;
  }
  const session = { kind: 'ready', status: status.value, capabilities: capabilities.value } as const;
  useSession.setState({ session: { ...session, settings: settings.value.settings, curtain: null } });
}

export async function refreshStatus(): Promise<void> {
  const status = await call('vault.status', {});
  if (status.ok) setStatus(status.value);
}

export function setStatus(status: VaultStatus): void {
  changeReady((session) => ({ ...session, status, curtain: status.state === 'unlocked' ? null : session.curtain }));
}

export function setSettings(settings: DesktopSettings): void {
  changeReady((session) => ({ ...session, settings }));
}

export function drawCurtain(why: Payload<'vault.locked'>['why']): void {
  changeReady((session) => ({ ...session, curtain: why }));
}

/** Names and dates may be looked at while the vault is locked. */
export function lookBehindCurtain(): void {
  changeReady((session) => ({ ...session, curtain: null }));
}

export function changeReady(change: (session: ReadySession) => ReadySession): void {
  useSession.setState(({ session }) => (session.kind === 'ready' ? { session: change(session) } : {}));
}

/** The session of views that are only shown once it is there. */
export function useReadySession(): ReadySession {
  const { session } = useSession();
  if (session.kind !== 'ready') throw new Error('shown before the session was ready');
  return session;
}
