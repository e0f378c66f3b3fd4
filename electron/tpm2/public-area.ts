/** Public areas: what an object is, and its Name. Part 2, 12.2.4, TPMT_PUBLIC. */
import { createHash } from 'node:crypto';
import { alg, curve, digestBytes } from './constants.ts';
import { Tpm2Error } from './error.ts';
import { sized, u16, u32, WireReader } from './wire.ts';

/** The longest that is known is an RSA key of 4,096 bits with a policy. */
const maxPublicBytes = 1024;

export interface PublicArea {
  readonly attributes: number;
  /** Every key and object that is used here has SHA-256 as its nameAlg; others are refused. */
  readonly name: Buffer;
  readonly kind: PublicKind;
}

export type PublicKind =
  | { readonly type: 'ecc-p256'; readonly x: Buffer; readonly y: Buffer }
  | { readonly type: 'rsa'; readonly modulus: Buffer; readonly exponent: number }
  | { readonly type: 'keyed-hash' };

/** The symmetric cipher of a storage key. Part 2, 11.1.7, TPMT_SYM_DEF_OBJECT. */
const aes128Cfb = Buffer.concat([u16(alg.aes), u16(128), u16(alg.cfb)]);

/** A P-256 storage key to be made. Part 2, 12.2.3.6, TPMS_ECC_PARMS; 11.2.5.2, TPMS_ECC_POINT. */
export function eccTemplate(attributes: number): Buffer {
  const parameters = [aes128Cfb, u16(alg.null), u16(curve.nistP256), u16(alg.null)];
  const unique = [sized(Buffer.alloc(digestBytes)), sized(Buffer.alloc(digestBytes))];
  return publicBytes(alg.ecc, attributes, [...parameters, ...unique]);
}

/** An RSA-2048 storage key to be made. Part 2, 12.2.3.5, TPMS_RSA_PARMS; 11.2.4.5, TPM2B_PUBLIC_KEY_RSA. */
export function rsaTemplate(attributes: number): Buffer {
  const parameters = [aes128Cfb, u16(alg.null), u16(2048), u32(0)];
  return publicBytes(alg.rsa, attributes, [...parameters, sized(Buffer.alloc(256))]);
}

/** An object that holds bytes to be sealed. Part 2, 12.2.3.3, TPMS_KEYEDHASH_PARMS. */
export function sealedTemplate(attributes: number): Buffer {
  return publicBytes(alg.keyedHash, attributes, [u16(alg.null), sized(Buffer.alloc(0))]);
}

function publicBytes(type: number, attributes: number, rest: readonly Buffer[]): Buffer {
  const noPolicy = sized(Buffer.alloc(0));
  return Buffer.concat([u16(type), u16(alg.sha256), u32(attributes), noPolicy, ...rest]);
}

/** Part 1, 16: the Name is the nameAlg and the hash of the whole public area. */
export function nameOf(area: Buffer): Buffer {
  return Buffer.concat([u16(alg.sha256), createHash('sha256').update(area).digest()]);
}

/**
 * Reads a public area of one of the three kinds.
 *
 * @param area A TPMT_PUBLIC: the content of a TPM2B_PUBLIC.
 * @returns undefined for an area that is of no kind that is used here.
 * @throws Tpm2Error 'malformed-answer'
 */
export function readPublicArea(area: Buffer): PublicArea | undefined {
  if (area.length > maxPublicBytes) throw new Tpm2Error('malformed-answer');
  const reader = new WireReader(area);
  const type = reader.u16();
  if (reader.u16() !== alg.sha256) return undefined;
  const attributes = reader.u32();
  reader.sized(digestBytes);
  const kind = readKind(type, reader);
  return kind && { attributes, name: nameOf(area), kind };
}

function readKind(type: number, reader: WireReader): PublicKind | undefined {
  if (type === alg.keyedHash) return readKeyedHash(reader);
  if (type !== alg.ecc && type !== alg.rsa) return undefined;
  // A storage key has AES-CFB for its children, and no scheme.
  if (reader.u16() !== alg.aes) return undefined;
  reader.u16();
  if (reader.u16() !== alg.cfb || reader.u16() !== alg.null) return undefined;
  return type === alg.ecc ? readEcc(reader) : readRsa(reader);
}

function readKeyedHash(reader: WireReader): PublicKind | undefined {
  if (reader.u16() !== alg.null) return undefined;
  reader.sized(digestBytes);
  reader.end();
  return { type: 'keyed-hash' };
}

function readEcc(reader: WireReader): PublicKind | undefined {
  if (reader.u16() !== curve.nistP256 || reader.u16() !== alg.null) return undefined;
  const [x, y] = [reader.sized(digestBytes), reader.sized(digestBytes)];
  reader.end();
  return { type: 'ecc-p256', x: padded(x), y: padded(y) };
}

function readRsa(reader: WireReader): PublicKind | undefined {
  const bits = reader.u16();
  const exponent = reader.u32() || 65_537; // Part 2, 12.2.3.5: zero stands for it
  const modulus = reader.sized(512);
  reader.end();
  return bits >= 2048 && modulus.length * 8 === bits ? { type: 'rsa', modulus, exponent } : undefined;
}

/** Coordinates may come without their leading zeros. Part 1, Annex C (ECC point padding). */
function padded(coordinate: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(digestBytes - coordinate.length), coordinate]);
}
