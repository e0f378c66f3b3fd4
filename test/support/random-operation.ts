/** Chooses operations that a vault in a known state must be able to do. */
import type { SeededRandom } from './seeded-random.ts';
import { type Model, pinOf } from './vault-model.ts';
import type { AddedKey, Operation, TimedOperation, TypedCredentials } from './vault-operation.ts';

/** How often each is drawn, where it can be done at all. */
const weights: readonly (readonly [Operation['kind'], number])[] = [
  ['add', 10],
  ['add-many', 5],
  ['edit', 6],
  ['set-origin', 6],
  ['replace', 8],
  ['step-back', 6],
  ['reveal', 3],
  ['print', 2],
  ['remove', 6],
  ['restore', 4],
  ['empty-trash', 4],
  ['back-up', 1],
  ['restore-backup', 5],
  ['add-slot', 6],
  ['remove-slot', 5],
  ['recover', 2],
  ['set-pin', 5],
  ['change-pin', 4],
  ['remove-pin', 3],
  ['rekey', 10],
  ['lock', 2],
  ['prune', 3],
];

/** @param at When it happens: each later than the one before. */
export function randomOperation(model: Model, random: SeededRandom, at: number): TimedOperation {
  return { ...drawn(model, random, randomKind(model, random)), at };
}

/** New keys for the whole vault, with all that their owners must say. */
export function rekeying(model: Model, random: SeededRandom, at: number): TimedOperation {
  return { ...drawn(model, random, 'rekey'), at };
}

function randomKind(model: Model, random: SeededRandom): Operation['kind'] {
  const possible = weights.filter(([kind]) => isPossible(model, kind));
  return random.pick(possible.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind)));
}

/** @param secretBytes Most are short, some take pages of their own. */
export function randomAdd(random: SeededRandom, secretBytes?: number): Operation {
  return { kind: 'add', ...randomKey(random, secretBytes) };
}

function randomKey(random: SeededRandom, secretBytes = random.chance(0.1) ? 8000 : 40): AddedKey {
  const secret = random.hex(secretBytes / 2);
  return { name: `key-${random.hex(6)}`, secret, notes: random.chance(0.3) ? random.hex(30) : '' };
}

function isPossible({ keys, trash, slots }: Model, kind: Operation['kind']): boolean {
  switch (kind) {
    case 'edit':
    case 'set-origin':
    case 'replace':
    case 'reveal':
    case 'print':
    case 'remove':
      return keys.size > 0;
    case 'step-back':
      return [...keys.values()].some((key) => key.previous !== null);
    case 'restore':
    case 'empty-trash':
      return trash.size > 0;
    case 'add-slot':
      return addable(slots).length > 0;
    case 'remove-slot':
      return removable(slots).length > 0;
    case 'set-pin':
      return slots.pin === null;
    case 'change-pin':
    case 'remove-pin':
      return slots.pin !== null;
    default:
      return true;
  }
}

function drawn(model: Model, random: SeededRandom, kind: Operation['kind']): Operation {
  const name = () => random.pick([...model.keys.keys()]);
  switch (kind) {
    case 'add':
      return randomAdd(random);
    case 'add-many':
      return { kind, keys: Array.from({ length: 1 + random.below(12) }, () => randomKey(random)) };
    case 'edit':
      return { kind, name: name(), newName: `key-${random.hex(6)}`, account: random.hex(4) };
    case 'set-origin':
      return { kind, name: name(), origin: `https://${random.hex(4)}.example` };
    case 'replace':
      return { kind, name: name(), secret: random.hex(20) };
    case 'step-back':
      return { kind, name: random.pick([...model.keys.values()].filter((key) => key.previous !== null)).name };
    case 'restore':
      return { kind, name: random.pick([...model.trash.keys()]) };
    case 'set-pin':
    case 'change-pin':
      return { kind, pin: `pin ${random.hex(6)}` };
    case 'remove-pin':
    case 'empty-trash':
    case 'back-up':
      return { kind };
    case 'restore-backup':
      // New ones alone: of what is replaced, the trash would have two of a name, which a model does not tell apart.
      return { kind, names: backedUpNames(random), secret: random.hex(20) };
    case 'add-slot': {
      const slot = random.pick(addable(model.slots));
      return { kind, slot, credentials: newCredentials(model, random, slot) };
    }
    case 'remove-slot':
      return { kind, slot: random.pick(removable(model.slots)) };
    case 'recover':
      return { kind, slot: 'keychain', credentials: random.chance(0.5) ? { pin: `pin ${random.hex(6)}` } : {} };
    case 'rekey':
      return { kind, credentials: ownersCredentials(model, random) };
    case 'lock':
      return { kind, credentials: pinOf(model) };
    case 'prune':
      return { kind, before: model.events[Math.floor(model.events.length * 0.7)]?.at ?? 0 };
    default:
      return { kind, name: name() };
  }
}

function backedUpNames(random: SeededRandom): string[] {
  return Array.from({ length: 1 + random.below(3) }, () => `key-${random.hex(6)}`);
}

function newCredentials(model: Model, random: SeededRandom, slot: 'keychain' | 'passphrase' | 'recovery') {
  if (slot === 'keychain') return pinOf(model);
  return slot === 'passphrase' ? { passphrase: `passphrase ${random.hex(6)}` } : { recoveryCode: random.hex(16) };
}

function ownersCredentials({ slots }: Model, random: SeededRandom): TypedCredentials {
  return {
    ...(slots.pin !== null && { pin: slots.pin }),
    ...(slots.passphrase !== null && { passphrase: slots.passphrase }),
    ...(slots.recoveryCode !== null && { recoveryCode: random.hex(16) }),
  };
}

// One passphrase, one recovery code and two keychain slots at most: a model need not tell more of them apart.
function addable({ keychain, passphrase, recoveryCode }: Model['slots']) {
  return [
    ...(keychain < 2 ? (['keychain'] as const) : []),
    ...(passphrase === null ? (['passphrase'] as const) : []),
    ...(recoveryCode === null ? (['recovery'] as const) : []),
  ];
}

function removable({ keychain, passphrase, recoveryCode }: Model['slots']) {
  return [
    ...(keychain > 1 ? (['keychain'] as const) : []),
    ...(passphrase !== null ? (['passphrase'] as const) : []),
    ...(recoveryCode !== null ? (['recovery'] as const) : []),
  ];
}
