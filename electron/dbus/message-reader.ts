/** dbus-native's reader, which takes a signature from a message only after a look at it. */
import WireReader from 'dbus-native/lib/dbus-buffer.js';
import { refuseUnlawful } from './signature.ts';

/** The specification's limit for arrays, structs and variants together. */
const maxVariants = 64;

export class MessageReader extends WireReader {
  #variants = 0;

  override read(signature: string): unknown[] {
    refuseUnlawful(signature);
    return super.read(signature);
  }

  /** Where a variant's signature comes from, too. */
  override readSimpleType(type: string): unknown {
    const value = super.readSimpleType(type);
    if (type === 'g') refuseUnlawful(value as string);
    return value;
  }

  override readVariant(): unknown {
    this.#variants += 1;
    if (this.#variants > maxVariants) throw new RangeError('variants in variants');
    const value = super.readVariant();
    this.#variants -= 1;
    return value;
  }
}
