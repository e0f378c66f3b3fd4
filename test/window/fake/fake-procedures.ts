/** Answers to every procedure of the contract, over a state in memory. Rules are the privileged side's: here is only what views need. */

import { findIssuer } from '../../../shared/catalogue/catalogue.ts';
import type { EventView } from '../../../shared/contract/audit.ts';
import type { KeyView, MatchView } from '../../../shared/contract/keys.ts';
import type { SlotKind } from '../../../shared/contract/vault.ts';
import type { Input, Output, ProcedureName } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { normaliseKeyName } from '../../../shared/key-name.ts';
import { recognise } from '../../../shared/recognise/recognise.ts';
import { allCapabilities, type FakeState, recoveryCode, statusOf } from './fake-state.ts';
import { importPreview, restoreSteps } from './fake-transfer.ts';
import { sampleKey } from './sample-keys.ts';

export type Emit = (
  event: 'vault.locked' | 'vault.unlocked' | 'keys.changed' | 'clipboard.changed',
  payload: unknown,
) => void;
type Procedures = { [P in ProcedureName]: (input: Input<P>) => Output<P> };

export function fakeProcedures(state: FakeState, emit: Emit): Procedures {
  const log = (action: string, key?: KeyView, destination: string | null = null) => {
    const event: EventView = {
      seq: state.events.length + 1,
      at: Date.now(),
      surface: 'window',
      pid: 42,
      executable: 'keybearer',
      action,
      keyId: key?.id ?? null,
      keyName: key?.name ?? null,
      destination,
    };
    state.events.unshift(event);
  };
  const requireUnlocked = () => {
    if (state.state !== 'unlocked') throw new KeybearerError('vault-locked');
  };
  const find = (id: string) => {
    const key = state.keys.find((one) => one.id === id);
    if (key === undefined) throw new KeybearerError('key-not-found');
    return key;
  };
  const put = (key: KeyView) => {
    state.keys = [...state.keys.filter(({ id }) => id !== key.id), key];
    return { key };
  };
  const requireFree = (name: string, id?: string) => {
    const taken = state.keys.some(
      (key) => key.id !== id && key.removedAt === null && normaliseKeyName(key.name) === normaliseKeyName(name),
    );
    if (taken) throw new KeybearerError('name-taken', { name });
  };
  const requireCode = (typed: string) => {
    if (typed.replace(/\s/g, '').toUpperCase() !== recoveryCode.replaceAll(' ', ''))
      throw new KeybearerError('wrong-recovery-code');
  };
  const addSlot = (kind: SlotKind, pin = false) => {
    const id = (state.slots.length + 7).toString(16).padStart(32, 'b');
    state.slots = [...state.slots, { id, kind, pin, createdAt: Date.now() }];
  };
  const secretText = (key: KeyView) => `made-up-secret-of-${key.name}`;
  const requireConsent = (key: KeyView, confirmed: boolean) => {
    if (key.askBeforeUse && !confirmed) throw new KeybearerError('confirmation-needed', { name: key.name });
  };
  const detailsOf = (id: string) => state.details.get(id) ?? { notes: '', renewal: '', places: [] };
  const putDetails = (id: string, { notes, renewal, places }: Partial<Input<'keys.edit'>>) => {
    const before = detailsOf(id);
    state.details.set(id, {
      notes: notes ?? before.notes,
      renewal: renewal ?? before.renewal,
      places: places === undefined ? before.places : [...places],
    });
  };
  const fields = (input: Partial<Input<'keys.edit'>>) => {
    const { notes: _notes, renewal: _renewal, places: _places, ...rest } = input;
    return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  };
  log('vault-created', undefined, 'keychain, recovery');
  for (const key of state.keys.slice(0, 20)) log('key-added', key);

  return {
    capabilities: () => ({ ...allCapabilities, ...state.options.capabilities }),
    'settings.get': () => ({ settings: state.settings }),
    'settings.set': (input) => {
      state.settings = { ...state.settings, ...(input as Partial<typeof state.settings>) };
      return { settings: state.settings };
    },
    'window.active': () => ({}),
    'quick.lastUsed': () => ({ ids: state.options.lastUsedIds ?? [] }),
    'quick.hide': () => ({}),
    'quick.toWindow': () => ({}),
    'files.choose': () => ({ paths: [] }),
    'import.preview': (input) => {
      requireUnlocked();
      return importPreview(input);
    },
    'import.apply': () => ({ stored: 2 }),
    'import.cancel': () => ({}),
    'backup.write': ({ path, confirmed }) => {
      requireUnlocked();
      if (!confirmed) throw new KeybearerError('confirmation-needed');
      return { path, keys: state.keys.length, checked: true, findings: [] };
    },
    'restore.preview': (input) => {
      requireUnlocked();
      return { steps: restoreSteps(input) };
    },
    'restore.apply': () => ({ stored: 2 }),
    'restore.cancel': () => ({}),
    'vault.status': () => statusOf(state),
    'vault.protectors': () => ({
      protectors: [
        { kind: 'keychain', available: true, problem: null },
        { kind: 'passphrase', available: true, problem: null },
        tpmProtector(state.options.tpm),
      ],
    }),
    'vault.newRecoveryCode': () => ({ code: recoveryCode }),
    'vault.create': (input) => {
      if (input.newRecoveryCode !== null) requireCode(input.newRecoveryCode);
      state.pin = input.pin ?? null;
      state.state = 'unlocked';
      addSlot(input.protector, input.pin !== undefined);
      if (input.newRecoveryCode !== null) addSlot('recovery');
      state.keys = [];
      return statusOf(state);
    },
    'vault.unlock': (input) => {
      if (input.recoveryCode !== undefined) requireCode(input.recoveryCode);
      else if (state.options.passphraseOnly && input.passphrase !== 'correct horse battery')
        throw new KeybearerError('wrong-passphrase');
      else if (!state.options.passphraseOnly && state.pin !== null && input.pin !== state.pin)
        throw new KeybearerError('wrong-pin');
      state.state = 'unlocked';
      emit('vault.unlocked', {});
      return statusOf(state);
    },
    'vault.lock': () => {
      state.state = state.options.passphraseOnly ? 'closed' : 'locked';
      state.held = null;
      log('vault-locked');
      emit('vault.locked', { why: 'asked' });
      return statusOf(state);
    },
    'vault.recover': (input) => {
      requireCode(input.recoveryCode);
      state.pin = input.pin ?? null;
      state.slots = state.slots.filter(({ kind }) => kind === 'recovery');
      addSlot(input.protector, input.pin !== undefined);
      state.state = 'unlocked';
      return statusOf(state);
    },
    'vault.rekey': (input) => {
      requireUnlocked();
      if (input.newRecoveryCode !== undefined) requireCode(input.newRecoveryCode);
      state.slots = state.slots.filter(({ id }) => !input.drop.includes(id));
      log('vault-rekeyed');
      return { leftBehind: [] };
    },
    'vault.check': () => ({
      findings: [],
      keys: state.keys.length,
      inTrash: 0,
      events: state.events.length,
      secretsChecked: state.state === 'unlocked',
    }),
    'slots.add': (input) => {
      requireUnlocked();
      if (input.kind === 'recovery') requireCode(input.newRecoveryCode);
      addSlot(input.kind);
      return statusOf(state);
    },
    'slots.remove': ({ id }) => {
      requireUnlocked();
      if (state.slots.length === 1) throw new KeybearerError('last-slot');
      state.slots = state.slots.filter((slot) => slot.id !== id);
      return statusOf(state);
    },
    'pin.set': ({ pin }) => {
      state.pin = pin;
      return statusOf(state);
    },
    'pin.change': ({ currentPin, pin }) => {
      if (currentPin !== state.pin) throw new KeybearerError('wrong-pin');
      state.pin = pin;
      return statusOf(state);
    },
    'pin.remove': ({ currentPin }) => {
      if (currentPin !== state.pin) throw new KeybearerError('wrong-pin');
      state.pin = null;
      return statusOf(state);
    },
    'keys.list': () => ({ keys: state.keys.filter(({ removedAt }) => removedAt === null), findings: [] }),
    'keys.trash': () => ({ keys: state.keys.filter(({ removedAt }) => removedAt !== null) }),
    'keys.add': (input) => {
      requireUnlocked();
      requireFree(input.name);
      const { secret, ...rest } = input;
      const key = sampleKey(state.keys.length + 1000, {
        ...fields(rest),
        name: input.name,
        parts: secret.map(({ name }) => name),
        createdAt: Date.now(),
      });
      log('key-added', key);
      return put(key);
    },
    'keys.recognise': ({ text }) => ({ matches: recognise(text).map(matchView) }),
    'keys.edit': (input) => {
      const key = find(input.id);
      if (input.name !== undefined) requireFree(input.name, key.id);
      if (['name', 'headers', 'origins', 'askBeforeUse', 'notes', 'renewal', 'places'].some((field) => field in input))
        requireUnlocked();
      putDetails(key.id, input);
      log('key-edited', key);
      return put({ ...key, ...fields(input) });
    },
    'keys.replaceSecret': (input) => {
      requireUnlocked();
      const key = find(input.id);
      log('secret-replaced', key);
      return put({ ...key, hasPrevious: true, rotatedAt: Date.now(), expiresAt: input.expiresAt ?? null });
    },
    'keys.undoSecret': ({ id }) => {
      requireUnlocked();
      log('secret-stepped-back', find(id));
      return put(find(id));
    },
    'keys.remove': ({ id }) => {
      log('key-removed', find(id));
      return put({ ...find(id), removedAt: Date.now() });
    },
    'keys.restore': ({ id }) => {
      log('key-restored', find(id));
      return put({ ...find(id), removedAt: null });
    },
    'keys.snooze': ({ id, until }) => put({ ...find(id), snoozedUntil: until }),
    'keys.emptyTrash': () => {
      requireUnlocked();
      const names = state.keys.filter(({ removedAt }) => removedAt !== null).map(({ name }) => name);
      state.keys = state.keys.filter(({ removedAt }) => removedAt === null);
      return { names };
    },
    'keys.details': ({ id }) => {
      requireUnlocked();
      return detailsOf(id);
    },
    'keys.reveal': ({ id, confirmed }) => {
      requireUnlocked();
      const key = find(id);
      requireConsent(key, confirmed);
      log('secret-revealed', key);
      return { parts: key.parts.map((name) => ({ name, text: secretText(key) })), hideAfterMs: 15_000 };
    },
    'keys.hide': () => ({}),
    'keys.openPage': ({ id }) => {
      find(id);
      return {};
    },
    'keys.copy': ({ id, format, withSecret, confirmed }) => {
      const key = find(id);
      if (!withSecret) return { held: state.held };
      requireUnlocked();
      requireConsent(key, confirmed);
      log('secret-copied', key, `clipboard, ${format}`);
      state.held = { keyId: id, name: key.name, format, clearsAt: Date.now() + state.settings.clipboardSeconds * 1000 };
      emit('clipboard.changed', { held: state.held });
      return { held: state.held };
    },
    'clipboard.status': () => ({ held: state.held }),
    'clipboard.clear': () => {
      state.held = null;
      return { held: null };
    },
    'audit.list': ({ keyId, beforeSeq, max }) => {
      const found = state.events.filter(
        (event) => (keyId === undefined || event.keyId === keyId) && (beforeSeq === undefined || event.seq < beforeSeq),
      );
      return { events: found.slice(0, max), more: found.length > max };
    },
    'audit.verify': () => ({
      whole: true,
      events: state.events.length,
      brokenAt: null,
      lastSeq: state.events.length,
      prunedSeq: 0,
      confirmedSeq: state.state === 'unlocked' ? state.events.length : null,
    }),
  };
}

function matchView(match: ReturnType<typeof recognise>[number]): MatchView {
  const issuer = findIssuer(match.issuerId)!;
  const held = match.parts.map(({ name }) => name);
  return {
    issuerId: issuer.id,
    issuerName: issuer.name,
    confidence: match.confidence,
    reason: match.reason.text,
    form: match.form,
    parts: [...match.parts],
    missingParts: issuer.parts.map(({ name }) => name).filter((name) => !held.includes(name)),
    envName: match.envName ?? issuer.parts[0]?.envNames[0] ?? null,
    expiresAt: match.expiresAt,
    headers: [...issuer.headers],
    origins: [...issuer.origins],
    originAsked: issuer.originAsked ?? null,
    page: issuer.page ?? null,
  };
}

function tpmProtector(tpm: FakeState['options']['tpm'] = 'none'): Output<'vault.protectors'>['protectors'][number] {
  if (tpm === 'there') return { kind: 'tpm', available: true, problem: null };
  const code = tpm === 'none' ? 'tpm-not-found' : 'tpm-permission';
  return { kind: 'tpm', available: false, problem: { code, details: {} } };
}
