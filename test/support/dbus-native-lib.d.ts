/** The part of dbus-native that tests compare our own D-Bus messages with; its own types cover only the whole package. */

declare module 'dbus-native/lib/message.js' {
  export interface NativeMessage {
    type: number;
    serial: number;
    flags?: number;
    replySerial?: number;
    destination?: string;
    sender?: string;
    path?: string;
    interface?: string;
    member?: string;
    errorName?: string;
    signature?: string;
    body?: unknown[];
  }

  const message: {
    marshall(message: NativeMessage): Buffer;
    unmarshall(bytes: Buffer): NativeMessage;
  };
  export default message;
}
