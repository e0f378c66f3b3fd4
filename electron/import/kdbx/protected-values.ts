/** The stream that encrypts a KDBX file's protected values once more, in the order in which they stand in the XML. */
import { createDecipheriv, createHash, type Decipheriv } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { u32Of } from './header.ts';

const streamIds = { chacha20: 3 };

export class ProtectedValues {
  readonly #stream: Decipheriv;

  /** @param inner The inner header's fields: 1 the stream's id, 2 its key. */
  constructor(inner: ReadonlyMap<number, Buffer>) {
    const id = u32Of(inner.get(1));
    const key = inner.get(2);
    if (id !== streamIds.chacha20 || key === undefined)
      throw new KeybearerError('source-unsupported', { reason: 'inner-stream' });
    const hash = createHash('sha512').update(key).digest();
    const nonce = Buffer.concat([Buffer.alloc(4), hash.subarray(32, 44)]);
    this.#stream = createDecipheriv('chacha20', hash.subarray(0, 32), nonce);
  }

  /** Every protected value has to pass here, wanted or not: the stream goes on with each. */
  open(base64: string): string {
    return this.#stream.update(Buffer.from(base64, 'base64')).toString();
  }
}
