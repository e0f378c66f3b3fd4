/** The two parts of dbus-native that session-bus.ts uses; its own types cover only the whole package. */

declare module 'dbus-native/lib/handshake.js' {
  import type { Duplex } from 'node:stream';

  /** Authenticates as a client; calls back never if the stream closes first. */
  export default function authenticate(
    stream: Duplex,
    options: { readonly authMethods: readonly string[] },
    done: (error: Error | null) => void,
  ): void;
}

declare module 'dbus-native/lib/message.js' {
  import type { Duplex } from 'node:stream';

  export interface BusMessage {
    /** 1 method call, 2 method return, 3 error, 4 signal. */
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
    /** One value per complete type of the signature; a variant as its bare value. */
    body?: unknown[];
  }

  const message: {
    marshall(message: BusMessage): Buffer;
    unmarshalMessages(
      stream: Duplex,
      onMessage: (message: BusMessage) => void,
      options: { readonly maxMessageSize: number },
      onError: (error: Error) => void,
    ): void;
  };
  export default message;
}
