/** The outer header of a KDBX 4 file. @see https://keepass.info/help/kb/kdbx.html */
import { KeybearerError } from '../../../shared/errors.ts';
import { readVariants, type Variants } from './variants.ts';

export interface KdbxHeader {
  readonly cipher: 'aes-256-cbc' | 'chacha20';
  readonly isCompressed: boolean;
  readonly masterSeed: Buffer;
  readonly iv: Buffer;
  readonly kdf: Variants;
  /** The header's own bytes, which are authenticated. */
  readonly bytes: Buffer;
}

const signature = Buffer.from('03d9a29a67fb4bb5', 'hex');
const major = 4;

const ciphers: Readonly<Record<string, KdbxHeader['cipher']>> = {
  '31c1f2e6bf714350be5805216afc5aff': 'aes-256-cbc',
  d6038a2b8b6f4cb5a524339a31dbb59a: 'chacha20',
};

const fieldIds = { end: 0, cipher: 2, compression: 3, masterSeed: 4, iv: 7, kdf: 11 };

export function isKdbx(bytes: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

/** @throws KeybearerError 'source-malformed', or 'source-unsupported' for older formats and rare ciphers. */
export function readHeader(file: Buffer): KdbxHeader {
  if (!isKdbx(file) || file.length < 12) throw malformed();
  if (file.readUInt16LE(10) !== major) throw unsupported('kdbx-version');
  const { fields, end } = readFields(file, 12, true);
  const cipher = ciphers[fields.get(fieldIds.cipher)?.toString('hex') ?? ''];
  const masterSeed = fields.get(fieldIds.masterSeed);
  const iv = fields.get(fieldIds.iv);
  const kdf = fields.get(fieldIds.kdf);
  if (masterSeed?.length !== 32 || iv === undefined || kdf === undefined) throw malformed();
  if (cipher === undefined) throw unsupported('cipher');
  if (iv.length !== (cipher === 'chacha20' ? 12 : 16)) throw malformed();
  const isCompressed = u32Of(fields.get(fieldIds.compression)) === 1;
  return { cipher, isCompressed, masterSeed, iv, kdf: readVariants(kdf), bytes: file.subarray(0, end) };
}

/**
 * Fields of the outer and the inner header: id (1 byte), length (u32), bytes; an id of 0 ends them.
 *
 * @param outer In the inner header an attachment may stand: it is passed over.
 */
export function readFields(bytes: Buffer, from: number, outer: boolean): { fields: Map<number, Buffer>; end: number } {
  const fields = new Map<number, Buffer>();
  for (let at = from; ; ) {
    if (at + 5 > bytes.length) throw new KeybearerError('source-malformed', { reason: 'truncated' });
    const id = bytes[at]!;
    const end = at + 5 + bytes.readUInt32LE(at + 1);
    if (end > bytes.length) throw new KeybearerError('source-malformed', { reason: 'truncated' });
    if (outer && fields.has(id)) throw malformed();
    fields.set(id, bytes.subarray(at + 5, end));
    if (id === fieldIds.end) return { fields, end };
    at = end;
  }
}

/** The number of a field of 4 bytes; undefined for any other. */
export function u32Of(field: Buffer | undefined): number | undefined {
  return field?.length === 4 ? field.readUInt32LE(0) : undefined;
}

function malformed(): KeybearerError {
  return new KeybearerError('source-malformed', { reason: 'header' });
}

function unsupported(reason: string): KeybearerError {
  return new KeybearerError('source-unsupported', { reason });
}
