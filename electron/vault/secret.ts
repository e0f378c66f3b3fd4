/** A secret: one or a few named parts, as bytes that can be wiped. It never becomes JSON, nor a string where bytes will do. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../shared/errors.ts';
import { isPartName } from '../../shared/header-template.ts';
import { limits } from '../../shared/limits.ts';

export interface SecretPart {
  readonly name: string;
  /** UTF-8. */
  readonly bytes: Buffer;
}

/** In order; whoever holds it wipes it. */
export type Secret = readonly SecretPart[];

/** The name of the part of a plain secret. */
export const plainPart = 'secret';

export function plainSecret(bytes: Buffer): Secret {
  return [{ name: plainPart, bytes }];
}

/** The editions of a secret that a key may hold. */
export const editions = { current: 0, previous: 1 } as const;

/**
 * Checks what came from outside.
 *
 * @throws KeybearerError 'secret-unfit' with `reason` 'empty', 'too-long', 'nul', 'not-utf8', 'part-name', 'part-twice' or
 *   'parts'.
 */
export function checkSecret(secret: Secret): void {
  const refuse = (reason: string, part: string) =>
    new KeybearerError('secret-unfit', { reason, part: part === plainPart ? null : part, max: limits.secretMaxBytes });
  if (secret.length === 0 || secret.length > limits.partsMax) throw refuse('parts', plainPart);
  if (new Set(secret.map((part) => part.name)).size < secret.length) throw refuse('part-twice', plainPart);
  if (secret.reduce((sum, part) => sum + part.bytes.length, 0) > limits.secretMaxBytes)
    throw refuse('too-long', plainPart);
  for (const { name, bytes } of secret) {
    if (!isPartName(name)) throw refuse('part-name', plainPart);
    if (bytes.length === 0) throw refuse('empty', name);
    if (bytes.includes(0)) throw refuse('nul', name);
    if (!isUtf8(bytes)) throw refuse('not-utf8', name);
  }
}

/** Count (1 byte), then for each part: length of its name (1), name, length of its bytes (u32, big-endian), bytes. */
export function encodeSecret(secret: Secret): Buffer {
  const pieces = secret.flatMap(({ name, bytes }) => {
    const nameBytes = Buffer.from(name);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [Buffer.of(nameBytes.length), nameBytes, length, bytes];
  });
  return Buffer.concat([Buffer.of(secret.length), ...pieces]);
}

/**
 * @param encoded Stays the caller's: the parts get memory of their own, so that each is wiped by itself.
 * @throws KeybearerError 'record-corrupt'
 */
export function decodeSecret(encoded: Buffer): Secret {
  try {
    const secret: SecretPart[] = [];
    let at = 1;
    for (let index = 0; index < encoded.readUInt8(0); index++) {
      const nameEnd = at + 1 + encoded.readUInt8(at);
      const bytesEnd = nameEnd + 4 + encoded.readUInt32BE(nameEnd);
      if (bytesEnd > encoded.length) throw new RangeError('part beyond the end');
      const name = encoded.toString('utf8', at + 1, nameEnd);
      secret.push({ name, bytes: Buffer.from(encoded.subarray(nameEnd + 4, bytesEnd)) });
      at = bytesEnd;
    }
    if (at !== encoded.length) throw new RangeError('bytes beyond the last part');
    return secret;
  } catch (cause) {
    throw new KeybearerError('record-corrupt', { table: 'secret' }, cause);
  }
}

export function wipeSecret(secret: Secret): void {
  for (const part of secret) part.bytes.fill(0);
}
