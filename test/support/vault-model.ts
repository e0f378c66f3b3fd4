/** What a vault should hold after a list of operations: kept beside the real one, and compared with it. */
import type { AuditAction } from '../../electron/vault/audit-event.ts';
import type { AddedKey, TimedOperation, TypedCredentials } from './vault-operation.ts';

export interface ModelKey {
  readonly name: string;
  readonly account: string | null;
  readonly origins: readonly string[];
  readonly secret: string;
  readonly previous: string | null;
  readonly notes: string;
}

export interface ModelSlots {
  /** How many keychain slots there are; each honours the PIN. */
  readonly keychain: number;
  readonly pin: string | null;
  readonly passphrase: string | null;
  readonly recoveryCode: string | null;
}

export interface ModelEvent {
  readonly at: number;
  readonly action: string;
  readonly keyName: string | null;
}

export interface Model {
  readonly keys: ReadonlyMap<string, ModelKey>;
  readonly trash: ReadonlyMap<string, ModelKey>;
  readonly slots: ModelSlots;
  readonly events: readonly ModelEvent[];
}

/** A vault just made with one keychain slot. */
export function newModel(at: number): Model {
  return {
    keys: new Map(),
    trash: new Map(),
    slots: { keychain: 1, pin: null, passphrase: null, recoveryCode: null },
    events: [{ at, action: 'vault-created', keyName: null }],
  };
}

/** What the keychain slots take. */
export function pinOf(model: Model): TypedCredentials {
  return model.slots.pin === null ? {} : { pin: model.slots.pin };
}

/** The model after an operation: whole, as the vault must be. */
export function applied(model: Model, operation: TimedOperation): Model {
  const changed = { ...model, ...change(model, operation) };
  const log = (action: AuditAction, keyName: string | null = null): Model => ({
    ...changed,
    events: [...changed.events, { at: operation.at, action, keyName }],
  });
  switch (operation.kind) {
    case 'add':
      return log('key-added', operation.name);
    case 'add-many': {
      const added = operation.keys.map(({ name }) => ({
        at: operation.at,
        action: 'key-added' as const,
        keyName: name,
      }));
      return { ...changed, events: [...changed.events, ...added] };
    }
    case 'edit':
      return log('key-edited', operation.newName);
    case 'set-origin':
      return log('policy-changed', operation.name);
    case 'replace':
      return log('secret-replaced', operation.name);
    case 'step-back':
      return log('secret-stepped-back', operation.name);
    case 'reveal':
      return log('secret-revealed', operation.name);
    case 'print':
      return log('header-printed', operation.name);
    case 'remove':
      return log('key-removed', operation.name);
    case 'restore':
      return log('key-restored', operation.name);
    case 'empty-trash': {
      const purged = [...model.trash.keys()].map((keyName) => ({
        at: operation.at,
        action: 'key-purged' as const,
        keyName,
      }));
      return { ...changed, events: [...changed.events, ...purged] };
    }
    case 'back-up':
      return log('vault-backed-up');
    case 'restore-backup': {
      const event = (action: AuditAction) => (keyName: string) => ({ at: operation.at, action, keyName });
      const replaced = operation.names.filter((name) => model.keys.has(name)).map(event('key-removed'));
      const added = operation.names.map(event('key-added-from-backup'));
      return { ...changed, events: [...changed.events, ...replaced, ...added] };
    }
    case 'add-slot':
      return log('slot-added');
    case 'remove-slot':
      return log('slot-removed');
    case 'recover':
      return log('vault-recovered');
    case 'set-pin':
      return log('pin-set');
    case 'change-pin':
      return log('pin-changed');
    case 'remove-pin':
      return log('pin-removed');
    case 'rekey':
      return log('vault-rekeyed');
    case 'lock':
      return log('vault-locked');
    case 'prune':
      return changed.events.length < model.events.length ? log('audit-pruned') : changed;
  }
}

/** What an operation does besides its audit event. */
function change(model: Model, operation: TimedOperation): Partial<Model> {
  const { keys, trash, slots } = model;
  const edited = (name: string, edit: (key: ModelKey) => Partial<ModelKey>) => {
    const key = keys.get(name)!;
    const after = { ...key, ...edit(key) };
    return { keys: withEntry(without(keys, name), after.name, after) };
  };
  switch (operation.kind) {
    case 'add':
      return { keys: withAdded(keys, operation) };
    case 'add-many':
      return { keys: operation.keys.reduce(withAdded, keys) };
    case 'edit':
      return edited(operation.name, () => ({ name: operation.newName, account: operation.account }));
    case 'set-origin':
      return edited(operation.name, () => ({ origins: [operation.origin] }));
    case 'replace':
      return edited(operation.name, ({ secret }) => ({ secret: operation.secret, previous: secret }));
    case 'step-back':
      return edited(operation.name, ({ secret, previous }) => ({ secret: previous!, previous: secret }));
    case 'remove':
      return {
        keys: without(keys, operation.name),
        trash: withEntry(trash, operation.name, keys.get(operation.name)!),
      };
    case 'restore':
      return {
        trash: without(trash, operation.name),
        keys: withEntry(keys, operation.name, trash.get(operation.name)!),
      };
    case 'empty-trash':
      return { trash: new Map() };
    case 'restore-backup':
      return operation.names.reduce<Pick<Model, 'keys' | 'trash'>>(
        (before, name) => restored(before, name, operation.secret),
        model,
      );
    case 'prune': {
      const firstKept = model.events.findIndex(({ at }) => at >= operation.before);
      return { events: firstKept < 0 ? [] : model.events.slice(firstKept) };
    }
    default:
      return { slots: { ...slots, ...changedSlots(slots, operation) } };
  }
}

function restored({ keys, trash }: Pick<Model, 'keys' | 'trash'>, name: string, secret: string) {
  const replaced = keys.get(name);
  const key = { name, secret, notes: '', account: null, origins: [], previous: null };
  return { keys: withEntry(keys, name, key), trash: replaced === undefined ? trash : withEntry(trash, name, replaced) };
}

function changedSlots(slots: ModelSlots, operation: TimedOperation): Partial<ModelSlots> {
  switch (operation.kind) {
    case 'add-slot': {
      const { passphrase, recoveryCode } = operation.credentials;
      if (operation.slot === 'keychain') return { keychain: slots.keychain + 1 };
      return operation.slot === 'passphrase' ? { passphrase: passphrase! } : { recoveryCode: recoveryCode! };
    }
    case 'remove-slot':
      if (operation.slot === 'keychain') return { keychain: slots.keychain - 1 };
      return operation.slot === 'passphrase' ? { passphrase: null } : { recoveryCode: null };
    case 'recover':
      return { keychain: 1, passphrase: null, pin: operation.credentials.pin ?? null };
    case 'set-pin':
    case 'change-pin':
      return { pin: operation.pin };
    case 'remove-pin':
      return { pin: null };
    case 'rekey':
      return slots.recoveryCode === null ? {} : { recoveryCode: operation.credentials.recoveryCode! };
    default:
      return {};
  }
}

function withAdded(keys: ReadonlyMap<string, ModelKey>, added: AddedKey): ReadonlyMap<string, ModelKey> {
  const { name, secret, notes } = added;
  return withEntry(keys, name, { name, secret, notes, account: null, origins: [], previous: null });
}

function withEntry<V>(map: ReadonlyMap<string, V>, name: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(name, value);
}

function without<V>(map: ReadonlyMap<string, V>, name: string): ReadonlyMap<string, V> {
  const smaller = new Map(map);
  smaller.delete(name);
  return smaller;
}
