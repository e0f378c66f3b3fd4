import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Keytar,
  keychainAccount,
  readItem,
  removeItem,
  storeItem,
} from '../../../electron/protectors/keychain-item.ts';
import { FakeKeychain } from '../../fakes/fake-keychain.ts';

const account = 'vault/slot';
const failed = (details = {}) => expect.objectContaining({ code: 'keychain-failed', details });

/** A keychain in which some calls go wrong. */
function keychainWith(faults: Partial<Keytar>): { items: FakeKeychain; keytar: Keytar } {
  const items = new FakeKeychain();
  const call =
    (name: keyof Keytar) =>
    (...args: [string, string, string]) =>
      (faults[name] as Keytar['setPassword'] | undefined)?.(...args) ?? items[name](...args);
  return {
    items,
    keytar: {
      getPassword: call('getPassword'),
      setPassword: call('setPassword'),
      deletePassword: call('deletePassword'),
    } as Keytar,
  };
}
const refuses = () => Promise.reject(new Error('The user name or passphrase you entered is not correct.'));

describe('keychainAccount', () => {
  it('is both ids in hex', () => {
    const place = { vaultId: Buffer.alloc(16, 0xab), slotId: Buffer.alloc(16, 1) };
    expect(keychainAccount(place)).toBe(`${'ab'.repeat(16)}/${'01'.repeat(16)}`);
  });
});

describe('storeItem', () => {
  it('stores what readItem reads, and removeItem removes', async () => {
    const { items, keytar } = keychainWith({});
    const bytes = randomBytes(32);
    await storeItem(keytar, account, bytes);
    expect(items.accounts()).toEqual([account]);
    expect(await readItem(keytar, account)).toEqual(bytes);
    await removeItem(keytar, account);
    await removeItem(keytar, account);
    expect(await readItem(keytar, account)).toBeUndefined();
  });

  it('never overwrites an item, even an empty one', async () => {
    for (const existing of [randomBytes(32).toString('base64'), '']) {
      const { items, keytar } = keychainWith({});
      await items.setPassword('keybearer', account, existing);
      await expect(storeItem(keytar, account, randomBytes(32))).rejects.toEqual(failed({ reason: 'item-exists' }));
      expect(await items.getPassword('keybearer', account)).toBe(existing);
    }
  });

  it('leaves nothing behind when the item is not kept, is kept altered, or cannot be read back', async () => {
    const notKept = keychainWith({ setPassword: async () => {} });
    await expect(storeItem(notKept.keytar, account, randomBytes(32))).rejects.toEqual(failed({ reason: 'not-kept' }));

    const other = keychainWith({});
    other.keytar.setPassword = (service, at) =>
      other.items.setPassword(service, at, randomBytes(32).toString('base64'));
    await expect(storeItem(other.keytar, account, randomBytes(32))).rejects.toEqual(failed({ reason: 'not-kept' }));
    expect(other.items.accounts()).toEqual([]);

    let reads = 0;
    const unreadable = keychainWith({});
    unreadable.keytar.getPassword = async () => {
      reads += 1;
      return reads === 1 ? null : refuses();
    };
    await expect(storeItem(unreadable.keytar, account, randomBytes(32))).rejects.toEqual(failed());
    expect(unreadable.items.accounts()).toEqual([]);
  });

  it("answers 'keychain-failed' with the cause when the keychain refuses", async () => {
    const { keytar } = keychainWith({ getPassword: refuses, setPassword: refuses, deletePassword: refuses });
    const withCause = expect.objectContaining({ code: 'keychain-failed', cause: expect.any(Error) });
    await expect(storeItem(keytar, account, randomBytes(32))).rejects.toEqual(withCause);
    await expect(readItem(keytar, account)).rejects.toEqual(withCause);
    await expect(removeItem(keytar, account)).rejects.toEqual(withCause);
  });
});

describe('readItem', () => {
  it.each([
    '',
    'x',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    ` ${Buffer.alloc(32).toString('base64')}`,
    Buffer.alloc(32).toString('hex'),
    Buffer.alloc(32, 0xff).toString('base64url'),
  ])("answers 'keychain-item-altered' to %j", async (stored) => {
    const { items, keytar } = keychainWith({});
    await items.setPassword('keybearer', account, stored);
    await expect(readItem(keytar, account)).rejects.toEqual(expect.objectContaining({ code: 'keychain-item-altered' }));
  });
});
