/**
 * One item in the operating system's keychain, by keytar: where a keychain slot's key leaves this program. Only our own
 * account is ever read, written or deleted; nothing is enumerated, so items of others under our service name do not matter.
 */
import { timingSafeEqual } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import type { SlotPlace } from '../vault/ports.ts';

/** The three calls of keytar that are used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  /** @returns whether there was anything to delete. */
  deletePassword(service: string, account: string): Promise<boolean>;
}

export const keychainService = 'keybearer';
const itemBytes = 32;

/** The account of a slot's item: both ids in hex. */
export function keychainAccount(place: Pick<SlotPlace, 'vaultId' | 'slotId'>): string {
  return `${place.vaultId.toString('hex')}/${place.slotId.toString('hex')}`;
}

/**
 * @returns 32 bytes, or undefined when there is no such item. The caller wipes them; keytar's string stays until collected.
 * @throws KeybearerError 'keychain-item-altered' when it holds anything but base64 of 32 bytes, 'keychain-failed'.
 */
export async function readItem(keytar: Keytar, account: string): Promise<Buffer | undefined> {
  const stored = await attempt(() => keytar.getPassword(keychainService, account));
  if (stored === null) return undefined;
  const bytes = Buffer.from(stored, 'base64');
  if (bytes.length === itemBytes && bytes.toString('base64') === stored) return bytes;
  bytes.fill(0);
  throw new KeybearerError('keychain-item-altered');
}

/**
 * Stores a new item and reads it back: what cannot be read again must not hold a vault's keys.
 *
 * @param bytes 32 of them. The caller wipes them.
 * @throws KeybearerError 'keychain-failed', also when there is such an item already: none is ever overwritten.
 */
export async function storeItem(keytar: Keytar, account: string, bytes: Buffer): Promise<void> {
  const existing = await attempt(() => keytar.getPassword(keychainService, account));
  if (existing !== null) throw new KeybearerError('keychain-failed', { reason: 'item-exists' });
  try {
    await attempt(() => keytar.setPassword(keychainService, account, bytes.toString('base64')));
    if (!(await holds(keytar, account, bytes))) throw new KeybearerError('keychain-failed', { reason: 'not-kept' });
  } catch (caught) {
    await keytar.deletePassword(keychainService, account).catch(() => {});
    throw caught;
  }
}

/** Nothing there is no error. @throws KeybearerError 'keychain-failed'. */
export async function removeItem(keytar: Keytar, account: string): Promise<void> {
  await attempt(() => keytar.deletePassword(keychainService, account));
}

async function holds(keytar: Keytar, account: string, bytes: Buffer): Promise<boolean> {
  const kept = await readItem(keytar, account);
  if (kept === undefined) return false;
  const same = timingSafeEqual(kept, bytes);
  kept.fill(0);
  return same;
}

async function attempt<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (cause) {
    throw new KeybearerError('keychain-failed', {}, cause);
  }
}
