/**
 * Reading a line that somebody types. Where stdin carries data the controlling terminal is used instead, so that
 * `pass show x | keybearer add y` can still ask for a PIN.
 */
import { openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { KeybearerError } from '../../shared/errors.ts';

export interface TypingTerminal {
  readLine(question: string, options: { hidden: boolean; maxBytes: number }): Promise<Buffer>;
  write(text: string): void;
  close(): void;
}

/** @returns undefined where there is no terminal: in a service, a pipeline, CI. */
export function openTypingTerminal(stdin: NodeJS.ReadStream): TypingTerminal | undefined {
  if (stdin.isTTY && process.stderr.isTTY) return new RawTerminal(stdin, process.stderr, false);
  try {
    const input = new ReadStream(openSync(process.platform === 'win32' ? 'CONIN$' : '/dev/tty', 'r'));
    const output = new WriteStream(openSync(process.platform === 'win32' ? 'CONOUT$' : '/dev/tty', 'w'));
    return new RawTerminal(input, output, true);
  } catch {
    return undefined; // ENXIO, ENOENT: nobody is there
  }
}

const enter = [0x0d, 0x0a];
const erase = [0x7f, 0x08];
const interrupt = [0x03, 0x04, 0x1c];
const eraseLine = 0x15;

class RawTerminal implements TypingTerminal {
  readonly #input: ReadStream | NodeJS.ReadStream;
  readonly #output: NodeJS.WritableStream;
  readonly #own: boolean;

  constructor(input: ReadStream | NodeJS.ReadStream, output: NodeJS.WritableStream, own: boolean) {
    this.#input = input;
    this.#output = output;
    this.#own = own;
  }

  async readLine(question: string, { hidden, maxBytes }: { hidden: boolean; maxBytes: number }): Promise<Buffer> {
    // Raw first, so that nothing is echoed which is typed at the sight of the question.
    this.#input.setRawMode(true);
    this.#input.resume();
    this.#output.write(question);
    const typed = new TypedLine(maxBytes);
    try {
      return await new Promise((resolve, reject) => {
        const onData = (chunk: Buffer) => {
          const outcome = typed.take(chunk, hidden ? undefined : (echo) => this.#output.write(echo));
          chunk.fill(0);
          if (outcome === 'more') return;
          this.#input.off('data', onData);
          if (outcome === 'done') resolve(typed.line());
          else
            reject(
              new KeybearerError(outcome === 'cancelled' ? 'cancelled' : 'invalid-input', {
                reason: 'too-long',
                field: 'typed',
              }),
            );
        };
        this.#input.on('data', onData);
        this.#input.once('end', () => reject(new KeybearerError('cancelled')));
      });
    } finally {
      typed.wipe();
      this.#input.setRawMode(false);
      this.#input.pause();
      this.#output.write('\n');
    }
  }

  write(text: string): void {
    this.#output.write(text);
  }

  close(): void {
    if (this.#own) (this.#input as ReadStream).destroy();
  }
}

/** The bytes of a line so far. */
class TypedLine {
  readonly #bytes: Buffer;
  #length = 0;

  constructor(maxBytes: number) {
    this.#bytes = Buffer.alloc(maxBytes);
  }

  take(chunk: Buffer, echo: ((text: Buffer | string) => void) | undefined): 'more' | 'done' | 'cancelled' | 'too-long' {
    for (const byte of chunk) {
      if (enter.includes(byte)) return 'done';
      if (interrupt.includes(byte)) return 'cancelled';
      if (erase.includes(byte)) this.#eraseCharacter(echo);
      else if (byte === eraseLine) while (this.#length > 0) this.#eraseCharacter(echo);
      else if (this.#length === this.#bytes.length) return 'too-long';
      else if (byte >= 0x20 || byte === 0x09) {
        this.#bytes[this.#length++] = byte;
        echo?.(Buffer.of(byte));
      }
    }
    return 'more';
  }

  line(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  wipe(): void {
    this.#bytes.fill(0);
  }

  #eraseCharacter(echo: ((text: string) => void) | undefined): void {
    if (this.#length === 0) return;
    // Back over the continuation bytes of a UTF-8 character to its first.
    do this.#length--;
    while (this.#length > 0 && (this.#bytes[this.#length]! & 0xc0) === 0x80);
    echo?.('\b \b');
  }
}
