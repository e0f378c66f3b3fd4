/** What the fake knows, and how a test sets it up before the page is loaded. */
import type { EventView } from '../../../shared/contract/audit.ts';
import type { ClipboardHeld } from '../../../shared/contract/clipboard.ts';
import type { Capabilities, DesktopSettings } from '../../../shared/contract/desktop.ts';
import type { DetailsView, KeyView } from '../../../shared/contract/keys.ts';
import type { SlotView, VaultStatus } from '../../../shared/contract/vault.ts';
import type { ProcedureName } from '../../../shared/contract.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { githubDetails, hostileDetails, hostileKeys, manyKeys, twelveKeys } from './sample-keys.ts';

export interface FakeOptions {
  readonly state?: VaultStatus['state'];
  /** Of a keychain slot. */
  readonly pin?: string | null;
  readonly passphraseOnly?: boolean;
  readonly tpm?: 'there' | 'forbidden' | 'none';
  readonly keys?: 'twelve' | 'none' | 'hostile' | number;
  /** The last first. */
  readonly lastUsedIds?: string[];
  readonly settings?: Partial<DesktopSettings>;
  readonly capabilities?: Partial<Capabilities>;
  /** Procedures that fail, with their code. */
  readonly failures?: Partial<Record<ProcedureName, ErrorCode>>;
  readonly problem?: { code: ErrorCode; details: ErrorDetails };
  /** How long each answer takes. */
  readonly delayMs?: number;
  /** The same of single procedures. */
  readonly delaysMs?: Partial<Record<ProcedureName, number>>;
}

export interface FakeState {
  options: FakeOptions;
  state: VaultStatus['state'];
  pin: string | null;
  slots: SlotView[];
  keys: KeyView[];
  details: Map<string, DetailsView>;
  events: EventView[];
  held: ClipboardHeld;
  settings: DesktopSettings;
  /** Each call with its input, for tests to read. */
  calls: { procedure: ProcedureName; input: unknown }[];
}

export const recoveryCode = 'ABCD EFGH JKMN PQRS TVWX YZ23 4567';

const slot = (number: number, kind: SlotView['kind'], pin = false): SlotView => ({
  id: number.toString(16).padEnd(32, '3fa9c04e'),
  kind,
  pin,
  createdAt: Date.UTC(2026, 7, 1),
});

export function fakeState(options: FakeOptions): FakeState {
  const pin = options.pin === undefined ? 'sesame-street' : options.pin;
  const keys = options.keys ?? 'twelve';
  return {
    options,
    state: options.state ?? 'unlocked',
    pin: options.passphraseOnly ? null : pin,
    slots:
      options.state === 'none'
        ? []
        : [options.passphraseOnly ? slot(1, 'passphrase') : slot(1, 'keychain', pin !== null), slot(2, 'recovery')],
    keys:
      typeof keys === 'number'
        ? manyKeys(keys)
        : keys === 'none'
          ? []
          : keys === 'hostile'
            ? hostileKeys()
            : twelveKeys(),
    details: new Map(keys === 'hostile' ? hostileDetails() : githubDetails()),
    events: [],
    held: null,
    settings: {
      theme: 'system',
      clipboardSeconds: 30,
      autoLockMinutes: 15,
      startAtLogin: false,
      shortcut: null,
      ...options.settings,
    },
    calls: [],
  };
}

export function statusOf({ state, options, pin, slots }: FakeState): VaultStatus {
  const everyday = options.passphraseOnly ? 'passphrase' : pin === null ? 'nothing' : 'pin';
  return {
    state,
    path: '/home/ada/.local/share/keybearer/vault.db',
    problem: options.problem ?? null,
    unlockBy: [everyday, 'recovery-code'],
    hasPin: pin !== null,
    slots: slots.map((one) => ({ ...one, pin: one.kind === 'keychain' && pin !== null })),
  };
}

export const allCapabilities: Capabilities = {
  shell: 'chromium',
  version: '0.1.0',
  platform: 'linux',
  clipboard: true,
  clipboardHints: true,
  notifications: true,
  tray: true,
  globalShortcut: true,
  startAtLogin: true,
  contentProtection: true,
  fileDialog: true,
  lockSignals: true,
};
