/** The salt of a session: a secret that only the holder of a TPM key's private half can learn. */
import { constants, createECDH, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { digestBytes } from './constants.ts';
import { Tpm2Error } from './error.ts';
import { kdfE } from './kdf.ts';
import type { PublicKind } from './public-area.ts';
import { sized } from './wire.ts';

export interface Salt {
  /** The caller wipes it. */
  readonly secret: Buffer;
  /** For the TPM. Part 2, 11.4.33, TPM2B_ENCRYPTED_SECRET: its content. */
  readonly encrypted: Buffer;
}

const label = 'SECRET';

/** @throws Tpm2Error 'malformed-answer' for a key that is none, such as a point off the curve. */
export function saltTo(key: PublicKind): Salt {
  try {
    if (key.type === 'ecc-p256') return saltByEcdh(key);
    if (key.type === 'rsa') return saltByOaep(key);
  } catch (cause) {
    throw new Tpm2Error('malformed-answer', { cause });
  }
  throw new Tpm2Error('malformed-answer');
}

/** Part 1, Annex C (secret sharing by one-pass ECDH), with the ephemeral public key as the encrypted secret. */
function saltByEcdh({ x, y }: { readonly x: Buffer; readonly y: Buffer }): Salt {
  const ephemeral = createECDH('prime256v1');
  const point = ephemeral.generateKeys(); // 04 | x | y
  const [ownX, ownY] = [point.subarray(1, 1 + digestBytes), point.subarray(1 + digestBytes)];
  const shared = ephemeral.computeSecret(Buffer.concat([Buffer.of(4), x, y]));
  const secret = kdfE(shared, label, ownX, x, digestBytes * 8);
  shared.fill(0);
  return { secret, encrypted: Buffer.concat([sized(ownX), sized(ownY)]) };
}

/** Part 1, Annex B (secret sharing by RSA-OAEP): the label's NUL is part of it. */
function saltByOaep({ modulus, exponent }: { readonly modulus: Buffer; readonly exponent: number }): Salt {
  const e = Buffer.alloc(4);
  e.writeUInt32BE(exponent);
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: e.toString('base64url') };
  const secret = randomBytes(digestBytes);
  const padding = {
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: 'sha256',
    oaepLabel: Buffer.from(`${label}\0`),
  };
  const encrypted = publicEncrypt({ key: createPublicKey({ key: jwk, format: 'jwk' }), ...padding }, secret);
  return { secret, encrypted };
}
