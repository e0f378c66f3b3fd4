/** D-Bus messages from bytes. Whoever is on the session bus may have written them: every length is checked before use. */
import { alignmentOf, completeTypes } from './dbus-types.ts';

const fixedHeaderBytes = 16;
/** Our answers are a few paths; the list of names that can be started is the longest. */
const maxMessageBytes = 2 ** 20;
const fieldNames = new Map([
  [1, 'path'],
  [2, 'interface'],
  [3, 'member'],
  [4, 'errorName'],
  [5, 'replySerial'],
  [8, 'signature'],
] as const);

export interface BusMessage {
  /** 1 method call, 2 method return, 3 error, 4 signal. */
  readonly type: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  /** One value per complete type; a variant as its bare value, a dictionary as an array of pairs. */
  readonly body: readonly unknown[];
}

/**
 * Takes the first message off received bytes.
 *
 * @returns the message and the bytes after it, or undefined until it has arrived whole.
 * @throws RangeError when it is malformed or longer than 1 MiB: then nothing after it can be found either.
 */
export function takeMessage(received: Buffer): { message: BusMessage; rest: Buffer } | undefined {
  if (received.length < fixedHeaderBytes) return undefined;
  const reader = new Reader(received, 0);
  const bodyBytes = reader.numberAt(4);
  const bodyStart = Math.ceil((fixedHeaderBytes + reader.numberAt(12)) / 8) * 8;
  const end = bodyStart + bodyBytes;
  if (end > maxMessageBytes) throw new RangeError(`a D-Bus message of ${end} bytes`);
  if (received.length < end) return undefined;
  const fields = new Reader(received.subarray(0, bodyStart), 12).value('a(yv)') as [number, unknown][];
  const named = fields.flatMap(([code, value]) => {
    const name = fieldNames.get(code as 1);
    return name === undefined ? [] : [[name, value] as const];
  });
  const { signature = '', ...header } = Object.fromEntries(named) as { signature?: string };
  const content = new Reader(received.subarray(0, end), bodyStart);
  const body = bodyBytes === 0 ? [] : completeTypes(signature).map((type) => content.value(type));
  return { message: { ...header, type: received.readUInt8(1), body }, rest: received.subarray(end) };
}

class Reader {
  readonly #bytes: Buffer;
  readonly #littleEndian: boolean;
  #at: number;

  /** @param bytes From the start of the message, whose first byte tells the order: 'l' or 'B'. */
  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#littleEndian = bytes[0] === 'l'.charCodeAt(0);
    if (!this.#littleEndian && bytes[0] !== 'B'.charCodeAt(0)) throw new RangeError('no D-Bus message');
    this.#at = at;
  }

  numberAt(at: number): number {
    return this.#littleEndian ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  /** Reads one complete type. Numbers other than y, u and b are skipped as undefined: nothing here asks for them. */
  value(type: string): unknown {
    const alignment = alignmentOf(type);
    this.#at = Math.ceil(this.#at / alignment) * alignment;
    switch (type.charAt(0)) {
      case 'y':
        return this.#bytes.readUInt8(this.#skip(1));
      case 'u':
        return this.numberAt(this.#skip(4));
      case 'b':
        return this.numberAt(this.#skip(4)) === 1;
      case 's':
      case 'o':
        return this.#text(this.numberAt(this.#skip(4)));
      case 'g':
        return this.#text(this.#bytes.readUInt8(this.#skip(1)));
      case 'v':
        return this.#variant();
      case 'a':
        return this.#elements(type.slice(1));
      case '(':
      case '{':
        return completeTypes(type.slice(1, -1)).map((member) => this.value(member));
      default:
        this.#skip(alignment);
        return undefined;
    }
  }

  /** Steps over so many bytes. @returns where they start. */
  #skip(bytes: number): number {
    const start = this.#at;
    if (bytes > this.#bytes.length - start) throw new RangeError('a D-Bus value beyond its message');
    this.#at += bytes;
    return start;
  }

  /** @param bytes Without the NUL that ends it. */
  #text(bytes: number): string {
    const start = this.#skip(bytes + 1);
    return this.#bytes.toString('utf8', start, start + bytes);
  }

  #variant(): unknown {
    const [type, ...more] = completeTypes(String(this.value('g')));
    if (type === undefined || more.length > 0) throw new RangeError('a D-Bus variant of several types');
    return this.value(type);
  }

  #elements(type: string): unknown[] {
    const bytes = this.numberAt(this.#skip(4));
    const alignment = alignmentOf(type);
    this.#at = Math.ceil(this.#at / alignment) * alignment;
    const end = this.#skip(bytes) + bytes;
    this.#at = end - bytes;
    const values: unknown[] = [];
    while (this.#at < end) values.push(this.value(type));
    return values;
  }
}
