/** D-Bus method calls as bytes: little-endian, with the few types that the Secret Service's methods take. */
import { alignmentOf, completeTypes } from './dbus-types.ts';

const headerFields = { path: 1, interface: 2, member: 3, destination: 6, signature: 8 } as const;
const methodCall = 1;
const noAutoStart = 2;
const protocolVersion = 1;

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** Of the body: strings, object paths, arrays and dictionary entries of them. */
  readonly signature?: string;
  /** One value per complete type; a dictionary as an array of pairs. */
  readonly body?: readonly unknown[];
}

/**
 * @param serial Above zero, another for every call of a connection.
 * @param autoStart Whether the bus may start the service.
 * @throws RangeError when the body does not fit its signature.
 */
export function encodeCall(call: BusCall, serial: number, autoStart: boolean): Buffer {
  const { signature = '', body = [] } = call;
  const content = new Writer();
  const types = completeTypes(signature);
  if (types.length !== body.length) throw new RangeError(`body does not fit "${signature}"`);
  for (const [at, type] of types.entries()) content.value(type, body[at]);
  const header = new Writer();
  header.raw('l'.charCodeAt(0), methodCall, autoStart ? 0 : noAutoStart, protocolVersion);
  header.number(content.length);
  header.number(serial);
  header.array(8, () => {
    header.field(headerFields.path, 'o', call.path);
    header.field(headerFields.interface, 's', call.interface);
    header.field(headerFields.member, 's', call.member);
    header.field(headerFields.destination, 's', call.destination);
    if (signature !== '') header.field(headerFields.signature, 'g', signature);
  });
  header.align(8);
  return Buffer.concat([header.bytes(), content.bytes()]);
}

/** Grows as it is written: calls are short, and padding depends on what came before. */
class Writer {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  raw(...bytes: readonly number[]): void {
    this.#bytes.push(...bytes);
  }

  align(bytes: number): void {
    while (this.#bytes.length % bytes !== 0) this.raw(0);
  }

  number(value: number): void {
    this.align(4);
    this.raw(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
  }

  /** A header field: its code and a variant. */
  field(code: number, type: 's' | 'o' | 'g', text: string): void {
    this.align(8);
    this.raw(code);
    this.#signature(type);
    if (type === 'g') this.#signature(text);
    else this.value(type, text);
  }

  value(type: string, value: unknown): void {
    if ((type === 's' || type === 'o') && typeof value === 'string') this.#string(value);
    else if (type.startsWith('a') && Array.isArray(value)) this.#elements(type.slice(1), value);
    else if (type.startsWith('{') && Array.isArray(value)) this.#entry(type, value);
    else throw new RangeError(`not a D-Bus "${type}"`);
  }

  /** The length of an array counts from its first element, after the padding before that. */
  array(elementAlignment: number, write: () => void): void {
    this.number(0);
    const lengthAt = this.length - 4;
    this.align(elementAlignment);
    const start = this.length;
    write();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.length - start);
    this.#bytes.splice(lengthAt, 4, ...length);
  }

  #elements(type: string, values: readonly unknown[]): void {
    this.array(alignmentOf(type), () => {
      for (const each of values) this.value(type, each);
    });
  }

  #entry(type: string, pair: readonly unknown[]): void {
    this.align(8);
    for (const [at, each] of completeTypes(type.slice(1, -1)).entries()) this.value(each, pair[at]);
  }

  #string(text: string): void {
    const encoded = Buffer.from(text);
    this.number(encoded.length);
    this.raw(...encoded, 0);
  }

  #signature(text: string): void {
    this.raw(text.length, ...Buffer.from(text), 0);
  }
}
