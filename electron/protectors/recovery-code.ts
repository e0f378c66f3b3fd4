/**
 * The recovery code as people copy it: 128 random bits in Crockford's base32 (26 digits, two padding bits at the end that
 * are zero), then two check digits that catch a slip of the pen; in seven groups of four, as "7ZQK-0M4D-...".
 */
import { createHash, randomBytes } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';

/** No I, L, O and U: the first three are read as digits, the last makes words. @see https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 16;
const codeDigits = 26;
const allDigits = 28;

/** @returns 16 bytes. The caller wipes them. */
export function newRecoveryCode(): Buffer {
  return randomBytes(codeBytes);
}

/**
 * @param code 16 bytes.
 * @returns 34 characters: seven groups of four with dashes between.
 */
export function formatRecoveryCode(code: Buffer): string {
  return digitsOf(code).replace(/.{4}(?!$)/g, '$&-');
}

/**
 * Reads a code as it was copied by hand: any case, O for 0, I and L for 1, spaces and dashes of any sort anywhere.
 *
 * @returns 16 bytes. The caller wipes them.
 * @throws KeybearerError 'recovery-code-mistyped' for another length, another character, or a check that does not match.
 */
export function parseRecoveryCode(typed: string): Buffer {
  const upper = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  const digits = upper.replaceAll('O', '0').replace(/[IL]/g, '1');
  const values = Array.from(digits, (digit) => alphabet.indexOf(digit));
  if (values.length !== allDigits || values.includes(-1)) throw new KeybearerError('recovery-code-mistyped');
  const code = decodeBase32(values.slice(0, codeDigits));
  if (digitsOf(code) !== digits) {
    code.fill(0);
    throw new KeybearerError('recovery-code-mistyped');
  }
  return code;
}

/** Code and check: the first ten bits of its SHA-256, which a wrong copy matches once in 1,024. */
function digitsOf(code: Buffer): string {
  const check = createHash('sha256').update(code).digest().readUInt16BE() >> 6;
  return encodeBase32(BigInt(`0x${code.toString('hex')}`) << 2n, codeDigits) + encodeBase32(BigInt(check), 2);
}

function encodeBase32(value: bigint, digits: number): string {
  const shifts = Array.from({ length: digits }, (_, at) => BigInt(5 * (digits - 1 - at)));
  return shifts.map((shift) => alphabet[Number((value >> shift) & 31n)]).join('');
}

/** @returns 16 bytes; the two padding bits are dropped. */
function decodeBase32(values: readonly number[]): Buffer {
  const bits = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n);
  return Buffer.from((bits >> 2n).toString(16).padStart(codeBytes * 2, '0'), 'hex');
}
