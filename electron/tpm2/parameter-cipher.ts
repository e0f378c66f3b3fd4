/** Hides the first parameter of a command or an answer: AES-128-CFB under a key of that one message. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Tpm2Error } from './error.ts';
import { kdfA } from './kdf.ts';

const keyBytes = 16;
const ivBytes = 16;

/** The nonces of a message: newer first. The sender's own is the newer one. */
export interface MessageNonces {
  readonly newer: Buffer;
  readonly older: Buffer;
}

/**
 * @param sessionValue The session's key and the auth value of what it authorizes, one after the other.
 * @param parameters The first is a TPM2B: its content is encrypted, its length is not.
 * @see Part 1, 21.3 (CFB mode)
 */
export function encryptFirst(sessionValue: Buffer, nonces: MessageNonces, parameters: Buffer): Buffer {
  return replaceFirst(parameters, sessionValue, nonces, (key, iv) => createCipheriv('aes-128-cfb', key, iv));
}

/** The inverse of `encryptFirst`. */
export function decryptFirst(sessionValue: Buffer, nonces: MessageNonces, parameters: Buffer): Buffer {
  return replaceFirst(parameters, sessionValue, nonces, (key, iv) => createDecipheriv('aes-128-cfb', key, iv));
}

type Cipher = { update(bytes: Buffer): Buffer; final(): Buffer };

function replaceFirst(
  parameters: Buffer,
  sessionValue: Buffer,
  { newer, older }: MessageNonces,
  cipherOf: (key: Buffer, iv: Buffer) => Cipher,
): Buffer {
  const end = parameters.length < 2 ? Number.NaN : 2 + parameters.readUInt16BE();
  if (!(end <= parameters.length)) throw new Tpm2Error('malformed-answer');
  const keyAndIv = kdfA(sessionValue, 'CFB', newer, older, (keyBytes + ivBytes) * 8);
  const cipher = cipherOf(keyAndIv.subarray(0, keyBytes), keyAndIv.subarray(keyBytes));
  const replaced = Buffer.concat([cipher.update(parameters.subarray(2, end)), cipher.final()]);
  keyAndIv.fill(0);
  return Buffer.concat([parameters.subarray(0, 2), replaced, parameters.subarray(end)]);
}
