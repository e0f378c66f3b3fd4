/** Authenticates and decrypts what a KDBX 4 file holds. */
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import type { KdbxHeader } from './header.ts';

/**
 * @param derived From the password; 32 bytes.
 * @returns the inner header and the XML. The caller wipes it.
 * @throws KeybearerError 'wrong-source-password', or 'source-malformed' where a block was altered.
 */
export async function openPayload(file: Buffer, header: KdbxHeader, derived: Buffer): Promise<Buffer> {
  const at = header.bytes.length;
  if (file.length < at + 64) throw new KeybearerError('source-malformed', { reason: 'truncated' });
  if (!sameBytes(file.subarray(at, at + 32), hash('sha256', header.bytes)))
    throw new KeybearerError('source-malformed', { reason: 'header' });
  const macKey = hash('sha512', header.masterSeed, derived, Buffer.of(1));
  const mac = createHmac('sha256', blockKey(macKey, 0xffff_ffff_ffff_ffffn)).update(header.bytes).digest();
  if (!sameBytes(file.subarray(at + 32, at + 64), mac)) throw new KeybearerError('wrong-source-password');
  const encrypted = readBlocks(file.subarray(at + 64), macKey);
  const plain = decrypt(encrypted, header, hash('sha256', header.masterSeed, derived));
  return header.isCompressed ? gunzip(plain) : plain;
}

/** HMAC (32 bytes), length (u32), bytes; an empty one ends them. Each is bound to its number. */
function readBlocks(bytes: Buffer, macKey: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0, index = 0n; ; index++) {
    if (at + 36 > bytes.length) throw new KeybearerError('source-malformed', { reason: 'truncated' });
    const end = at + 36 + bytes.readUInt32LE(at + 32);
    if (end > bytes.length) throw new KeybearerError('source-malformed', { reason: 'truncated' });
    const mac = createHmac('sha256', blockKey(macKey, index))
      .update(u64(index))
      .update(bytes.subarray(at + 32, end));
    if (!sameBytes(bytes.subarray(at, at + 32), mac.digest()))
      throw new KeybearerError('source-malformed', { reason: 'altered' });
    if (end === at + 36) return Buffer.concat(blocks);
    blocks.push(bytes.subarray(at + 36, end));
    at = end;
  }
}

function decrypt(encrypted: Buffer, { cipher, iv }: KdbxHeader, key: Buffer): Buffer {
  // OpenSSL's ChaCha20 takes the block counter in front of the nonce.
  const nonce = cipher === 'chacha20' ? Buffer.concat([Buffer.alloc(4), iv]) : iv;
  try {
    const decipher = createDecipheriv(cipher, key, nonce);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    throw new KeybearerError('source-malformed', { reason: 'altered' });
  }
}

async function gunzip(packed: Buffer): Promise<Buffer> {
  // Loaded here: at the top it would cost the start of every command.
  const { gunzipSync } = await import('node:zlib');
  try {
    return gunzipSync(packed, { maxOutputLength: limits.importFileMaxBytes });
  } catch {
    throw new KeybearerError('source-malformed', { reason: 'too-long', max: limits.importFileMaxBytes });
  } finally {
    packed.fill(0);
  }
}

function blockKey(macKey: Buffer, index: bigint): Buffer {
  return hash('sha512', u64(index), macKey);
}

function hash(algorithm: 'sha256' | 'sha512', ...pieces: Buffer[]): Buffer {
  return createHash(algorithm).update(Buffer.concat(pieces)).digest();
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
