/** The part of dbus-native that is used; its own types cover only the whole package. */

declare module 'dbus-native/lib/message.js' {
  export interface WireMessage {
    readonly type: number;
    readonly serial: number;
    readonly flags?: number;
    readonly replySerial?: number;
    readonly destination?: string;
    readonly sender?: string;
    readonly path?: string;
    readonly interface?: string;
    readonly member?: string;
    readonly errorName?: string;
    readonly signature?: string;
    readonly body?: readonly unknown[];
  }

  const wire: {
    /** @throws Error when the body does not fit the signature. */
    marshall(message: WireMessage): Buffer;
    /** For tests: it trusts who wrote them. @throws Error when the bytes are no message. */
    unmarshall(bytes: Buffer): WireMessage;
  };
  export default wire;
}

declare module 'dbus-native/lib/dbus-buffer.js' {
  export default class WireReader {
    constructor(bytes: Buffer, startPos: number, options: object, endianness: number);
    /** Moves on to a multiple of two to that power. */
    align(power: number): void;
    /** One value per complete type. @throws Error when the bytes do not fit the signature. */
    read(signature: string): unknown[];
    readSimpleType(type: string): unknown;
    readVariant(): unknown;
  }
}

declare module 'dbus-native/lib/signature.js' {
  export interface SignatureType {
    readonly type: string;
    readonly child: readonly SignatureType[];
  }

  /** @throws Error when a bracket is not closed, or a type is not known. */
  export default function parse(signature: string): readonly SignatureType[];
}
