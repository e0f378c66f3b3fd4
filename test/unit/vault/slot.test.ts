import { describe, expect, it } from 'vitest';
import type { SlotRow } from '../../../electron/vault/ports.ts';
import { fittingSlots, parseSlot, readableSlots, type Slot } from '../../../electron/vault/slot.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';
import { both, passphrase, pin, recoveryCode, Scratch } from '../../support/scratch.ts';

const row = (members: Partial<SlotRow> = {}): SlotRow => ({
  id: Buffer.alloc(16, 1),
  kind: 'recovery',
  createdAt: 0,
  body: '{}',
  ...members,
});
const slot = (kind: Slot['kind']): Slot => ({ id: Buffer.alloc(16), kind, createdAt: 0, body: {} });

describe('parseSlot', () => {
  it.each<[string, Partial<SlotRow>]>([
    ['an unknown kind', { kind: 'kms' }],
    ['a kind that every object has', { kind: 'constructor' }],
    ['an id of 15 bytes', { id: Buffer.alloc(15) }],
    ['an id of 17 bytes', { id: Buffer.alloc(17) }],
    ['a body that is no JSON', { body: '{' }],
    ['an empty body', { body: '' }],
    ['a body beyond 16 KiB', { body: `"${'x'.repeat(limits.slotBodyMaxChars)}"` }],
    ['a body nested 10,000 levels deep', { body: '['.repeat(10_000) }],
  ])('refuses a row with %s, naming it', (_what, members) => {
    const damaged = row(members);
    expect(() => parseSlot(damaged)).toThrow(failure('slot-damaged', { slotId: damaged.id.toString('hex') }));
    expect(readableSlots([damaged, row()])).toHaveLength(1);
  });
});

describe('readableSlots', () => {
  it('reads at most sixteen', () => {
    expect(readableSlots(Array.from({ length: 100 }, () => row()))).toHaveLength(limits.slotsMax);
  });
});

describe('fittingSlots', () => {
  const all = [slot('keychain'), slot('passphrase'), slot('recovery')];
  const withTpm = [...all, slot('tpm')];

  it.each([
    ['nothing', {}, 'keychain'],
    ['a PIN', { pin }, 'keychain'],
    ['a passphrase', { passphrase }, 'passphrase'],
    ['a recovery code', { recoveryCode }, 'recovery'],
    ['a recovery code and a passphrase', { recoveryCode, passphrase }, 'recovery'],
  ] as const)('for %s are those of one kind, never a weaker one (C5)', (_what, credentials, kind) => {
    expect(fittingSlots(all, credentials).map((each) => each.kind)).toEqual([kind]);
  });

  it.each([
    ['nothing', {}, undefined, 'tpm'],
    ['a PIN', { pin }, undefined, 'tpm'],
    ['a PIN and the word "keychain"', { pin }, 'keychain', 'keychain'],
    ['a passphrase and the word "keychain"', { passphrase }, 'keychain', 'passphrase'],
  ] as const)(
    'for %s, where there is a TPM slot too, are those of one kind (C5)',
    (_what, credentials, named, kind) => {
      expect(fittingSlots(withTpm, credentials, named).map((each) => each.kind)).toEqual([kind]);
    },
  );

  it('are none where the kind that is named is not there', () => {
    expect(() => fittingSlots(all, {}, 'tpm')).toThrow(failure('no-slot-fits', { kind: 'tpm' }));
  });

  it.each([
    ['passphrase-needed', [slot('passphrase'), slot('recovery')], {}],
    ['recovery-code-needed', [slot('recovery')], {}],
    ['no-slot-fits', [slot('keychain')], { passphrase }],
    ['no-slot-fits', [slot('keychain')], { recoveryCode }],
    ['no-slot-fits', [], {}],
  ] as const)('say %s where there is none', (code, slots, credentials) => {
    expect(() => fittingSlots(slots, credentials)).toThrow(failure(code));
  });
});

/** What the file may ask of scrypt, with the code that it gets. */
const costs: [string, object, 'kdf-out-of-bounds' | 'slot-damaged' | 'wrong-passphrase'][] = [
  ['64 GiB', { N: 2 ** 26, r: 8, p: 1 }, 'kdf-out-of-bounds'],
  ['64 GiB by its block size', { N: 2, r: 2 ** 28, p: 1 }, 'kdf-out-of-bounds'],
  ['a day by its passes', { N: 2 ** 17, r: 8, p: 2 ** 20 }, 'kdf-out-of-bounds'],
  ['one pass too many', { N: 2 ** 17, r: 8, p: 9 }, 'kdf-out-of-bounds'],
  ['one doubling too much', { N: 2 ** 18, r: 8, p: 1 }, 'kdf-out-of-bounds'],
  ['a cost that is no power of two', { N: 3, r: 1, p: 1 }, 'kdf-out-of-bounds'],
  ['no cost', { N: 1, r: 1, p: 1 }, 'kdf-out-of-bounds'],
  ['2^53 - 1', { N: 2 ** 53 - 1, r: 1, p: 1 }, 'kdf-out-of-bounds'],
  ['zero', { N: 0, r: 8, p: 1 }, 'slot-damaged'],
  ['a negative number', { N: -2, r: 8, p: 1 }, 'slot-damaged'],
  ['a fraction', { N: 2.5, r: 8, p: 1 }, 'slot-damaged'],
  ['a number in words', { N: '131072', r: 8, p: 1 }, 'slot-damaged'],
  ['less than the slot was made with', { N: 4, r: 1, p: 1 }, 'wrong-passphrase'],
];

describe('a slot whose cost was altered', () => {
  it.each(costs)('to %s is refused before anything is derived (K5)', async (_what, cost, code) => {
    const scratch = new Scratch();
    await scratch.create({ kinds: ['passphrase'], credentials: { passphrase } });
    scratch.edit((file) => {
      const { body } = file.prepare('SELECT body FROM slot').get() as { body: string };
      const parsed = JSON.parse(body);
      file
        .prepare('UPDATE slot SET body = ?')
        .run(JSON.stringify({ ...parsed, scrypt: { ...parsed.scrypt, ...cost } }));
    });
    await expect(scratch.open(both, { passphrase })).rejects.toEqual(failure(code));
  });

  it.each([
    ['salt', 'AA=='],
    ['salt', 'x'.repeat(10_000)],
    ['more', 1],
  ])('or whose %s is %j is damaged (K5)', async (member, value) => {
    const scratch = new Scratch();
    await scratch.create({ kinds: ['passphrase'], credentials: { passphrase } });
    scratch.edit((file) => {
      const { body } = file.prepare('SELECT body FROM slot').get() as { body: string };
      const parsed = JSON.parse(body);
      file
        .prepare('UPDATE slot SET body = ?')
        .run(JSON.stringify({ ...parsed, scrypt: { ...parsed.scrypt, [member]: value } }));
    });
    await expect(scratch.open(both, { passphrase })).rejects.toEqual(failure('slot-damaged'));
  });
});
