/** Slot bodies: JSON that the vault file keeps in clear, so anybody may have written it. Every field is parsed here. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';

/** A wrapped key is 61 bytes, nested 90; later formats may need more, but not much. */
const maxWrapBytes = 256;

/** Standard base64 with padding, in the one spelling that its bytes have. */
const base64Schema = z.string().check(z.refine((text) => Buffer.from(text, 'base64').toString('base64') === text));

/** Base64 of exactly so many bytes. */
export function base64Of(bytes: number) {
  return base64Schema.check(z.refine((text) => Buffer.byteLength(text, 'base64') === bytes));
}

/** Base64 of at least one byte, and at most so many. */
export function base64UpTo(bytes: number) {
  return base64Schema.check(z.minLength(1), z.maxLength(Math.ceil(bytes / 3) * 4));
}

/** One wrap, base64. Its content is checked by opening it. */
export const wrapSchema = base64UpTo(maxWrapBytes);

/** @throws KeybearerError 'slot-damaged' when the body is not of that form. */
export function parseBody<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new KeybearerError('slot-damaged', {}, parsed.error);
  return parsed.data;
}
