/**
 * D-Bus messages, as dbus-native writes and reads them. Of that package only the wire format is loaded: its bus object would
 * add introspection and an XML parser to every start.
 */
import wire from 'dbus-native/lib/message.js';
import { MessageReader } from './message-reader.ts';

const methodCall = 1;
const noAutoStart = 2;
const fixedHeaderBytes = 16;
const headerSignature = 'yyyyuua(yv)';
const littleEndian = 'l'.charCodeAt(0);
const bigEndian = 'B'.charCodeAt(0);
/** Our answers are a few paths; the list of names that can be started is the longest. */
const maxMessageBytes = 2 ** 20;

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  /** One value per complete type; a dictionary as an array of pairs. */
  readonly body?: readonly unknown[];
}

export interface BusMessage {
  /** 1 method call, 2 method return, 3 error, 4 signal. */
  readonly type: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  /** One value per complete type; a variant as its bare value. */
  readonly body: readonly unknown[];
}

/**
 * @param serial Above zero, another for every call of a connection.
 * @param autoStart Whether the bus may start the service.
 */
export function encodeCall(call: BusCall, serial: number, autoStart: boolean): Buffer {
  return wire.marshall({ ...call, type: methodCall, flags: autoStart ? 0 : noAutoStart, serial });
}

/**
 * Takes the first message off received bytes. Whoever is on the session bus may have written them.
 *
 * @returns the message and the bytes after it, or undefined until it has arrived whole.
 * @throws Error when it is malformed or longer than 1 MiB: then nothing after it can be found either.
 * @see D-Bus Specification, "Message Format"
 */
export function takeMessage(received: Buffer): { message: BusMessage; rest: Buffer } | undefined {
  if (received.length < fixedHeaderBytes) return undefined;
  const number = (at: number) => (received[0] === littleEndian ? received.readUInt32LE(at) : received.readUInt32BE(at));
  const bodyStart = Math.ceil((fixedHeaderBytes + number(12)) / 8) * 8;
  const end = bodyStart + number(4);
  if (end > maxMessageBytes) throw new RangeError(`a D-Bus message of ${end} bytes`);
  if (received.length < end) return undefined;
  return { message: decode(received.subarray(0, end)), rest: received.subarray(end) };
}

type Header = readonly [number, number, number, number, number, number, readonly (readonly [number, unknown])[]];

function decode(bytes: Buffer): BusMessage {
  const byteOrder = bytes[0]!;
  if (byteOrder !== littleEndian && byteOrder !== bigEndian) throw new RangeError('no D-Bus message');
  const reader = new MessageReader(bytes, 0, {}, byteOrder);
  const [, type, , , bodyBytes, , pairs] = reader.read(headerSignature) as unknown as Header;
  const { signature, ...fields } = headerFields(pairs);
  reader.align(3);
  return { type, ...fields, body: bodyBytes > 0 && signature ? reader.read(signature) : [] };
}

/** By their codes. The others are no concern of ours. */
const fieldNames = {
  1: 'path',
  2: 'interface',
  3: 'member',
  4: 'errorName',
  5: 'replySerial',
  8: 'signature',
} as const;

function headerFields(pairs: Header[6]): Omit<BusMessage, 'type' | 'body'> & { readonly signature?: string } {
  const known = pairs.flatMap(([code, value]) => {
    const name = fieldNames[code as keyof typeof fieldNames];
    if (name === undefined) return [];
    const expected = name === 'replySerial' ? 'number' : 'string';
    if (typeof value !== expected) throw new TypeError(`a D-Bus ${name} that is no ${expected}`);
    return [[name, value]];
  });
  return Object.fromEntries(known);
}
