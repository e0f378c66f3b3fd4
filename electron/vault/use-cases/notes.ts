/** A key's notes: sealed with the secrets, since people write secrets into notes. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import { notesOf } from '../details.ts';
import { wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { findKey, type KeyRef } from './find-key.ts';

/** @throws KeybearerError 'invalid-input' for notes that are too long or not UTF-8. */
export function checkNotes(notes: Buffer | undefined): void {
  if (notes === undefined) return;
  if (notes.length > limits.notesMaxBytes)
    throw new KeybearerError('invalid-input', { field: 'notes', reason: 'too-long', max: limits.notesMaxBytes });
  if (!isUtf8(notes)) throw new KeybearerError('invalid-input', { field: 'notes', reason: 'not-utf8' });
}

/**
 * @returns UTF-8, empty when there are none. The caller wipes them.
 * @throws KeybearerError 'vault-damaged' when there are none and the tree is not whole: they may have been there.
 */
export async function readNotes(vault: Vault, ref: KeyRef): Promise<Buffer> {
  const apiKey = await findKey(vault, ref);
  const rowKeys = await vault.rowKeys(apiKey.id);
  const details = await vault.read((reader) => reader.details(apiKey, rowKeys));
  if (details === undefined) await vault.parts.store.checkIntegrity();
  const notes = Buffer.from(notesOf(details ?? []) ?? '');
  wipeSecret(details ?? []);
  return notes;
}
