/**
 * The terminal: stdout is data, stderr is talk. Secrets pass here as bytes on their way in (stdin) and out (stdout), and
 * are typed without being shown.
 */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { stripLineEnd } from './line-end.ts';
import { openTypingTerminal, type TypingTerminal } from './typing.ts';

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

export class Terminal {
  readonly #streams: Streams;
  #stdinTakenFor: string | undefined;
  #typing: TypingTerminal | undefined;

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  /** Characters per line of the terminal; unlimited where the output goes elsewhere. */
  get columns(): number {
    return this.#streams.stdout.isTTY ? Math.max(this.#streams.stdout.columns ?? 80, 40) : Number.POSITIVE_INFINITY;
  }

  get stdoutIsTerminal(): boolean {
    return this.#streams.stdout.isTTY === true;
  }

  /** Whether what is said is read as it is said: not by a timer's log. */
  get stderrIsTerminal(): boolean {
    return this.#streams.stderr.isTTY === true;
  }

  /** Whether somebody may be typing there: then stdin is not read as data. */
  get stdinIsTerminal(): boolean {
    return this.#streams.stdin.isTTY === true;
  }

  /** @see https://no-color.org */
  get hasColour(): boolean {
    const { NO_COLOR, TERM } = this.#streams.env;
    return this.stdoutIsTerminal && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
  }

  /**
   * Writes data; resolves when it has left this process, so that what was secret in it can be wiped.
   *
   * @throws KeybearerError 'output-not-written'; EPIPE as it is, where the reader went away.
   */
  out(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#streams.stdout.write(data, (error) => (error ? reject(writeFailure(error)) : resolve()));
    });
  }

  /** Says a line to the user. */
  say(line: string): void {
    this.#streams.stderr.write(`${line}\n`);
  }

  /**
   * Reads stdin to its end. It can be read once: a second purpose in the same command is refused.
   *
   * @throws KeybearerError 'invalid-input' with `reason` 'stdin-twice' or 'too-large'.
   */
  async readStdin(purpose: string, maxBytes: number): Promise<Buffer> {
    if (this.#stdinTakenFor !== undefined) {
      throw new KeybearerError('invalid-input', { field: purpose, reason: 'stdin-twice', other: this.#stdinTakenFor });
    }
    this.#stdinTakenFor = purpose;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#streams.stdin) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > maxBytes)
        throw new KeybearerError('invalid-input', { field: purpose, reason: 'too-large', max: maxBytes });
    }
    const whole = Buffer.concat(chunks);
    for (const chunk of chunks) chunk.fill(0);
    return whole;
  }

  /** Whether stdin is still free for data: nobody has read it, and nobody is typing there. */
  get stdinIsFree(): boolean {
    return this.#stdinTakenFor === undefined && !this.stdinIsTerminal;
  }

  /** Whether somebody can be asked. */
  get canAsk(): boolean {
    this.#typing ??= openTypingTerminal(this.#streams.stdin);
    return this.#typing !== undefined;
  }

  /**
   * Asks for something that is not shown while it is typed.
   *
   * @returns UTF-8 without the line end. The caller wipes it.
   * @throws KeybearerError 'no-terminal', 'cancelled' (Ctrl-C, Ctrl-D).
   */
  async askHidden(question: string): Promise<Buffer> {
    return stripLineEnd(await this.#typist().readLine(question, { hidden: true, maxBytes: limits.secretMaxBytes }));
  }

  /** Tells something to the one who types, past any redirection: what must be seen and not stored. */
  tell(line: string): void {
    this.#typist().write(`${line}\n`);
  }

  async ask(question: string): Promise<string> {
    const typed = await this.#typist().readLine(question, { hidden: false, maxBytes: limits.credentialFileMaxBytes });
    return stripLineEnd(typed).toString();
  }

  /** @returns true for y or yes, in any case. */
  async confirm(question: string): Promise<boolean> {
    return /^\s*y(es)?\s*$/i.test(await this.ask(`${question} [y/N] `));
  }

  close(): void {
    this.#typing?.close();
    this.#typing = undefined;
  }

  #typist(): TypingTerminal {
    if (!this.canAsk || this.#typing === undefined) throw new KeybearerError('no-terminal');
    return this.#typing;
  }
}

function writeFailure(cause: Error & { code?: string }): Error {
  if (cause.code === 'EPIPE') return cause;
  return new KeybearerError('output-not-written', { reason: cause.code === 'ENOSPC' ? 'disk-full' : 'refused' }, cause);
}
