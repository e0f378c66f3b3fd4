/** The body of a TPM slot: where its TPM is, which key of it, the two sealed objects, and what their bytes wrap. */
import * as z from 'zod/mini';
import { keyWrapsShape } from './key-wraps.ts';
import { base64Of, base64UpTo } from './slot-body.ts';
import { isTpmDevice } from './tpm-device.ts';

/** TPM2B_PUBLIC and TPM2B_PRIVATE of 32 sealed bytes: 48 and about 200 in those that are known. */
const maxBlobBytes = 512;
/** A Name: two bytes for SHA-256, and its 32. */
const nameBytes = 34;

const sealed = z.strictObject({ public: base64UpTo(maxBlobBytes), private: base64UpTo(maxBlobBytes) });

export const tpmBodySchema = z.strictObject({
  ...keyWrapsShape,
  device: z.string().check(z.refine(isTpmDevice)),
  parent: z.strictObject({
    kind: z.enum(['persistent', 'transient']),
    template: z.enum(['ecc-p256', 'rsa-2048']),
    name: base64Of(nameBytes),
  }),
  /** Tells a TPM that was cleared from another one; absent where the endorsement hierarchy has a password. */
  endorsement: z.optional(base64Of(nameBytes)),
  indexObject: sealed,
  secretObject: sealed,
});

export type TpmBody = z.infer<typeof tpmBodySchema>;

/** Where the attributes of a TPM2B_PUBLIC stand, behind its size, its type and its nameAlg. TPM 2.0 Library, Part 2, 12.2.4. */
const attributesAt = 6;
const noDA = 1 << 10;

/** An object whose guesses the TPM counts is one that takes a PIN. The TPM refuses a public area that was altered. */
export function takesPin({ secretObject }: Pick<TpmBody, 'secretObject'>): boolean {
  const area = Buffer.from(secretObject.public, 'base64');
  return area.length >= attributesAt + 4 && (area.readUInt32BE(attributesAt) & noDA) === 0;
}
