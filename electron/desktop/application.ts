/** The application behind the window, whatever shell shows it: the open vault, its procedures, and what runs by itself. */
import * as z from 'zod/mini';
import { type EventName, events, type Payload } from '../../shared/contract.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import type { Clipboard } from '../delivery/clipboard.ts';
import type { Notifier } from '../reminders/ports.ts';
import { type Answer, Answering, type Handlers } from './answer.ts';
import { AutoLock, lookEveryMs } from './auto-lock.ts';
import { ClipboardHold, noClipboard } from './clipboard-hold.ts';
import { type LockReason, OpenVault, type Tell } from './open-vault.ts';
import { Pending } from './pending.ts';
import { auditHandlers } from './procedures/audit.ts';
import { backupHandlers } from './procedures/backup.ts';
import { copyHandlers } from './procedures/copy.ts';
import { desktopHandlers } from './procedures/desktop.ts';
import { importHandlers } from './procedures/import.ts';
import { keyHandlers } from './procedures/keys.ts';
import { quickHandlers } from './procedures/quick.ts';
import { restoreHandlers } from './procedures/restore.ts';
import { revealHandlers } from './procedures/reveal.ts';
import { slotHandlers } from './procedures/slots.ts';
import { vaultHandlers } from './procedures/vault.ts';
import { RecoveryOffer } from './recovery-offer.ts';
import { Reminding, remindEveryMs } from './reminding.ts';
import { SettingsFile } from './settings-file.ts';
import type { ScreenLock, Shell } from './shell.ts';
import { Tray } from './tray.ts';
import type { VaultSource } from './vault-source.ts';

export interface ApplicationParts {
  readonly source: VaultSource;
  readonly shell: Shell;
  /** Undefined where there is none that can be used. */
  readonly clipboard: Clipboard | undefined;
  /** Whether what is copied is marked as a secret for clipboard managers (B5). */
  readonly clipboardHints: boolean;
  /** What shows reminders; undefined: nothing does. */
  readonly notifier: (() => Promise<Notifier>) | undefined;
  /** Undefined: nothing but the shell may tell. */
  readonly screenLock: ScreenLock | undefined;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** Told of what is no KeybearerError. */
  reportDefect(caught: unknown): void;
}

export interface Application {
  /** Answers a call of the window. Whoever calls this has checked who sent it. */
  readonly call: (name: unknown, input: unknown) => Promise<Answer>;
  /** Locks nothing elsewhere: keys are dropped here, and the file is closed. */
  close(): Promise<void>;
}

export async function startApplication(parts: ApplicationParts): Promise<Application> {
  const { shell, source, reportDefect } = parts;
  const tell = <E extends EventName>(event: E, payload: Payload<E>) => {
    answering.forgetAhead();
    shell.tell(event, z.parse(events[event], payload) as Payload<E>);
    tray?.hear(event);
    if (event === 'vault.unlocked') {
      autoLock.touch();
      remind();
    }
    if (event !== 'vault.locked') return;
    // What was copied while the vault was open does not outlive that (B3).
    void hold.clearIfHeld().catch(orDefect);
    pending.drop();
  };
  const orDefect = (caught: unknown) => {
    if (!isKeybearerError(caught)) reportDefect(caught);
  };
  const open = new OpenVault(source, tell);
  const hold = new ClipboardHold(parts.clipboard ?? noClipboard, tell);
  const pending = new Pending();
  const settings = new SettingsFile(source.path);
  // That other processes could not be told of a lock keeps nothing open here.
  const lock = (why: LockReason) => void open.lock(why).catch(orDefect);
  const autoLock = new AutoLock(machineClocks, () => minutes(settings.read().autoLockMinutes), lock);
  const answering = new Answering(handlers(parts, { open, hold, pending, settings, autoLock, tell }), reportDefect);
  const call: Application['call'] = (name, input) => answering.call(name, input);
  const reminding = remindingOf(parts, open, tell);
  const remind = () => void reminding?.look().catch(reportDefect);
  const tray = shell.can.tray ? new Tray({ shell, open, hold, tell, call, reportDefect }) : undefined;
  shell.onAway(lock);
  parts.screenLock?.onLocked(() => lock('screen-lock'));
  // One that another program has by now is not taken from it; the settings keep it.
  if (shell.can.globalShortcut) shell.setShortcut(settings.read().shortcut);
  // Of a copy whose keeper died (B3). That it cannot be cleared, whoever copies or clears next is told (B6).
  void hold.clipboard.clearLeftover().catch(orDefect);
  await open.start();
  answering.listAhead();
  const stops = [
    repeat(lookEveryMs, () => {
      if (open.isUnlocked) autoLock.look();
      void open.emptyDueTrash().catch(orDefect);
    }),
    // Days go by, too: what is said of them changes without anything that happens here.
    repeat(remindEveryMs, () => {
      remind();
      tray?.refresh();
    }),
  ];
  remind();
  tray?.refresh();
  return {
    call,
    close: async () => {
      for (const stop of stops) stop();
      parts.screenLock?.close();
      answering.forgetAhead();
      reminding?.end();
      await tray?.end();
      pending.drop();
      await hold.clearIfHeld().catch(orDefect);
      await open.close();
    },
  };
}

interface Running {
  readonly open: OpenVault;
  readonly hold: ClipboardHold;
  readonly pending: Pending;
  readonly settings: SettingsFile;
  readonly autoLock: AutoLock;
  readonly tell: Tell;
}

function handlers(parts: ApplicationParts, running: Running): Handlers {
  const { shell, version, platform } = parts;
  const { open, hold, pending, settings, autoLock, tell } = running;
  const offer = new RecoveryOffer();
  const notifications = shell.can.notifications && parts.notifier !== undefined;
  const capabilities = {
    ...shell.can,
    notifications,
    lockSignals: shell.can.lockSignals || parts.screenLock !== undefined,
    version,
    platform,
    ...clipboardCapabilities(parts),
  };
  return {
    ...vaultHandlers(open, offer),
    ...slotHandlers(open, offer),
    ...keyHandlers(open, shell),
    ...revealHandlers(open, shell),
    ...copyHandlers(open, hold, () => settings.read()),
    ...importHandlers(open, pending),
    ...backupHandlers(open),
    ...restoreHandlers(open, pending),
    ...auditHandlers(open),
    ...desktopHandlers({ shell, settings, autoLock, capabilities }),
    ...quickHandlers(open, shell, tell),
  };
}

/** What reminds of what is due, if anything does. */
function remindingOf({ shell, notifier }: ApplicationParts, open: OpenVault, tell: Tell): Reminding | undefined {
  return notifier && new Reminding({ open, shell, tell, notifier });
}

function clipboardCapabilities({ clipboard, clipboardHints }: ApplicationParts) {
  const there = clipboard !== undefined;
  return { clipboard: there, clipboardHints: there && clipboardHints };
}

const machineClocks = { monotonic: () => performance.now(), wall: Date.now };

function minutes(count: number | null): number | null {
  return count === null ? null : count * 60_000;
}

function repeat(everyMs: number, work: () => void): () => void {
  const timer = setInterval(work, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
