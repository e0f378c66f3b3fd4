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
    /** @throws Error when the bytes are no message. */
    unmarshall(bytes: Buffer): WireMessage;
  };
  export default wire;
}
