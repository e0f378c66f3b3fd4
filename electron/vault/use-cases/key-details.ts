/** A key's details: sealed with the secrets, since people write secrets into notes, and where a key is used is told to nobody. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../../shared/errors.ts';
import { parseLine } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';
import { type DetailChanges, type DetailName, detailNames, detailOf } from '../details.ts';
import { wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { findKey, type KeyRef } from './find-key.ts';
import type { KeyFields } from './key-fields.ts';

export type DetailFields = Pick<KeyFields, DetailName>;

/**
 * @returns notes and renewal in the same memory, and places in their one form.
 * @throws KeybearerError 'invalid-input' for what is too long, too many, not UTF-8, or no line.
 */
export function checkDetails({ notes, renewal, places }: DetailFields): DetailChanges {
  checkText('notes', notes, limits.notesMaxBytes);
  checkText('renewal', renewal, limits.renewalMaxBytes);
  return { notes, renewal, places: places && placesBytes(places) };
}

export function changesDetails(fields: DetailFields): boolean {
  return detailNames.some((name) => fields[name] !== undefined);
}

/** A key's details, each UTF-8, and empty when there is none. Whoever holds them wipes them. */
export type ReadDetails = Readonly<Record<DetailName, Buffer>>;

/** @throws KeybearerError 'vault-damaged' when there are none and the tree is not whole: they may have been there. */
export async function readDetails(vault: Vault, ref: KeyRef): Promise<ReadDetails> {
  const apiKey = await findKey(vault, ref);
  const rowKeys = await vault.rowKeys(apiKey.id);
  const details = await vault.read((reader) => reader.details(apiKey, rowKeys));
  if (details === undefined) await vault.parts.store.checkIntegrity();
  const read = (name: DetailName) => Buffer.from(detailOf(details ?? [], name) ?? '');
  const answer = { notes: read('notes'), renewal: read('renewal'), places: read('places') };
  wipeSecret(details ?? []);
  return answer;
}

export function wipeDetails(details: ReadDetails): void {
  for (const name of detailNames) details[name].fill(0);
}

/** The lines of the part `places`. */
export function placesIn(bytes: Buffer): string[] {
  return bytes.length === 0 ? [] : bytes.toString().split('\n');
}

function checkText(field: DetailName, bytes: Buffer | undefined, max: number): void {
  if (bytes === undefined) return;
  if (bytes.length > max) throw new KeybearerError('invalid-input', { field, reason: 'too-long', max });
  if (!isUtf8(bytes)) throw new KeybearerError('invalid-input', { field, reason: 'not-utf8' });
}

function placesBytes(places: readonly string[]): Buffer {
  const lines = [...new Set(places.map((place) => parseLine(place, 'place', limits.placeMaxChars)))];
  if (lines.length > limits.placesMax)
    throw new KeybearerError('invalid-input', { field: 'places', reason: 'too-many', max: limits.placesMax });
  const bytes = Buffer.from(lines.join('\n'));
  checkText('places', bytes, limits.placesMaxBytes);
  return bytes;
}
