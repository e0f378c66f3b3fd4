import { describe, expect, it } from 'vitest';
import type { SlotKind } from '../../../../electron/vault/ports.ts';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { changePin, hasPin, removePin, setPin } from '../../../../electron/vault/use-cases/pin.ts';
import { addSlot, findSlot, recoverVault, removeSlot } from '../../../../electron/vault/use-cases/slots.ts';
import type { Vault } from '../../../../electron/vault/vault.ts';
import { limits } from '../../../../shared/limits.ts';
import { failure } from '../../../support/failure.ts';
import { both, passphrase, pin, recoveryCode, Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const otherPin = Buffer.from('another long pin');
const kindsOf = async (vault: Vault) => (await vault.slots()).map((slot) => slot.kind);
const idOf = async (vault: Vault, kind: SlotKind) =>
  (await vault.slots()).find((slot) => slot.kind === kind)!.id.toString('hex');
const opens = { isUnlocked: true };

describe('addSlot', () => {
  it('opens the vault by another way, and the first still does', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    await addSlot(vault, 'passphrase', { passphrase });
    for (const credentials of [{ passphrase }, { recoveryCode }]) {
      const opened = await scratch.open(both, credentials);
      expect((await revealSecret(opened, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('s3');
    }
  });

  it('takes the PIN for a keychain slot of a vault that has one', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain'], credentials: { pin } });
    await expect(addSlot(vault, 'keychain', {})).rejects.toEqual(failure('pin-needed'));
    await expect(addSlot(vault, 'keychain', { pin: otherPin })).rejects.toEqual(failure('wrong-pin'));
    await addSlot(vault, 'keychain', { pin });
    expect((await vault.slots()).every((slot) => scratch.keychain.needsPin(slot.body))).toBe(true);
    expect(scratch.keychain.items.accounts()).toHaveLength(2);
  });

  it('refuses the 17th', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    for (let count = 1; count < limits.slotsMax; count += 1) await addSlot(vault, 'recovery', { recoveryCode });
    await expect(addSlot(vault, 'recovery', { recoveryCode })).rejects.toEqual(
      failure('invalid-input', { field: 'slot', reason: 'too-many' }),
    );
    expect(await kindsOf(vault)).toHaveLength(limits.slotsMax);
  });

  it('leaves nothing in the keychain when it fails', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const other = await scratch.open();
    const { protect } = scratch.keychain;
    scratch.keychain.protect = async (...given) => {
      const body = await protect.apply(scratch.keychain, given);
      await addSlot(other, 'passphrase', { passphrase });
      return body;
    };
    await expect(addSlot(vault, 'keychain', {})).rejects.toEqual(failure('changed-elsewhere'));
    expect(scratch.keychain.items.accounts()).toEqual([]);
    expect(await kindsOf(vault)).toEqual(['recovery', 'passphrase']);
    expect(await vault.parts.store.read((rows) => rows.leftovers())).toEqual([]);
  });
});

describe('removeSlot', () => {
  it('takes a way in and its item away', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode } });
    expect(scratch.keychain.items.accounts()).toHaveLength(1);
    await removeSlot(vault, await idOf(vault, 'keychain'));
    expect(scratch.keychain.items.accounts()).toEqual([]);
    await expect(scratch.open(both, {})).rejects.toEqual(failure('recovery-code-needed'));
    await expect(scratch.open(both, { recoveryCode })).resolves.toMatchObject(opens);
  });

  it('leaves a note when the keychain does not answer, and sweeps the item later', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode } });
    scratch.keychain.refuseWith('keychain-locked');
    await removeSlot(vault, await idOf(vault, 'keychain'));
    expect(scratch.keychain.items.accounts()).toHaveLength(1);
    scratch.keychain.refuseWith(undefined);
    await addSlot(vault, 'passphrase', { passphrase });
    expect(scratch.keychain.items.accounts()).toHaveLength(1); // it may still be somebody's who is at work
    scratch.now += 10 * 60_000 + 1;
    await removeSlot(vault, await idOf(vault, 'passphrase'));
    expect(scratch.keychain.items.accounts()).toEqual([]);
    expect(await vault.parts.store.read((rows) => rows.leftovers())).toEqual([]);
  });

  it('refuses the last one', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await expect(removeSlot(vault, await idOf(vault, 'recovery'))).rejects.toEqual(failure('last-slot'));
    await expect(scratch.open()).resolves.toMatchObject(opens);
  });

  it('never removes the item of a slot in use, whatever a note says', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode } });
    scratch.edit((file) => file.exec("INSERT INTO leftover SELECT id, 1 FROM slot WHERE kind = 'keychain'"));
    await addSlot(vault, 'passphrase', { passphrase });
    expect(scratch.keychain.items.accounts()).toHaveLength(1);
    await expect(scratch.open(both, {})).resolves.toMatchObject(opens);
  });
});

describe('findSlot', () => {
  it('finds one by four digits or more, and only one', async () => {
    const vault = await new Scratch().create();
    const slots = await vault.slots();
    const id = slots[0]!.id.toString('hex');
    expect(findSlot(slots, id.slice(0, 4))).toBe(slots[0]);
    expect(findSlot(slots, id)).toBe(slots[0]);
    for (const prefix of [
      id.slice(0, 3),
      '',
      'zzzz',
      id.toUpperCase().replace(/^\d+$/, 'AAAA'),
      `${id}0`,
      `${id.slice(0, 4)}\n`,
    ])
      if (prefix !== id) expect(() => findSlot(slots, prefix)).toThrow(failure('slot-not-found'));
    expect(() => findSlot([slots[0]!, slots[0]!], id)).toThrow(failure('slot-not-found', { matches: 2 }));
  });
});

describe('recoverVault', () => {
  it('replaces everything but the recovery slots', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { pin, recoveryCode } });
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    scratch.keychain.items.accounts().forEach((account) => void scratch.keychain.items.deletePassword('', account));
    const recovered = await scratch.open(both, { recoveryCode });
    await recoverVault(recovered, 'keychain', {});
    expect((await kindsOf(recovered)).sort()).toEqual(['keychain', 'recovery']);
    const reopened = await scratch.open(both, {});
    expect((await revealSecret(reopened, 'k', toTerminal)).secret[0]?.bytes.toString()).toBe('s3');
  });
});

describe('setPin, changePin and removePin', () => {
  it('gate the secret side of every keychain slot, and the index side of none', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    await addSlot(vault, 'keychain', {});
    await setPin(vault, pin);
    expect(await hasPin(vault)).toBe(true);
    await expect(scratch.open(both, {})).rejects.toEqual(failure('pin-needed'));
    await expect(scratch.open(['index'], {})).resolves.toMatchObject({ isUnlocked: false });
    await expect(scratch.open(both, { pin })).resolves.toMatchObject(opens);
    await changePin(vault, otherPin);
    await expect(scratch.open(both, { pin })).rejects.toEqual(failure('wrong-pin'));
    await expect(scratch.open(both, { pin: otherPin })).resolves.toMatchObject(opens);
    await removePin(vault);
    expect(await hasPin(vault)).toBe(false);
    await expect(scratch.open(both, {})).resolves.toMatchObject(opens);
    expect(scratch.keychain.items.accounts()).toHaveLength(2);
  });

  it('refuse what does not apply', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    await expect(changePin(vault, pin)).rejects.toEqual(failure('pin-not-set'));
    await expect(removePin(vault)).rejects.toEqual(failure('pin-not-set'));
    await setPin(vault, pin);
    await expect(setPin(vault, otherPin)).rejects.toEqual(failure('pin-already-set'));
    const without = await new Scratch().create();
    await expect(setPin(without, pin)).rejects.toEqual(failure('pin-not-applicable'));
  });
});
