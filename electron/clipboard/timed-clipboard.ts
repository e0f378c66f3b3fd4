/**
 * The clipboard where no process of ours can own it: written, and cleared when the time is up if it still holds what we wrote.
 * What that was is remembered as a keyed hash alone.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import type { Clipboard, ReachedClipboard } from '../delivery/clipboard.ts';
import { timeIsUp } from './time-is-up.ts';

/** The platform's clipboard. */
export interface TextClipboard {
  /** Writes it with the hints that keep it out of histories, as far as the platform has such (B5). */
  write(text: string): Promise<void>;
  read(): Promise<string>;
  clear(): void;
}

/** Where the mark of what is to be cleared outlives a crash (B3). */
export interface MarkKeeper {
  keep(mark: Mark): void;
  kept(): Mark | undefined;
  forget(): void;
}

/** HMAC-SHA-256 of the text, under a key of its own. */
export interface Mark {
  readonly key: Buffer;
  readonly hash: Buffer;
}

export class TimedClipboard implements Clipboard {
  readonly #clipboard: TextClipboard;
  readonly #marks: MarkKeeper;
  readonly #timeIsUp: typeof timeIsUp;
  /** Of the last text that is to be cleared. */
  #pending: { readonly mark: Mark; readonly gone: PromiseWithResolvers<void> } | undefined;

  constructor(clipboard: TextClipboard, marks: MarkKeeper, waiting = timeIsUp) {
    this.#clipboard = clipboard;
    this.#marks = marks;
    this.#timeIsUp = waiting;
  }

  async reach(): Promise<ReachedClipboard> {
    const gone = Promise.withResolvers<void>();
    return { put: (text, clearAfterMs) => this.#put(text, clearAfterMs, gone), leave: () => {}, gone: gone.promise };
  }

  /** What a crash left behind is cleared too: the mark outlives it. */
  async clear(): Promise<boolean> {
    const mark = this.#pending?.mark ?? this.#marks.kept();
    this.#end();
    return mark !== undefined && this.#clearIf(mark);
  }

  async clearLeftover(): Promise<boolean> {
    return this.#pending === undefined && this.clear();
  }

  async #put(text: Buffer, clearAfterMs: number | null, gone: PromiseWithResolvers<void>): Promise<void> {
    this.#end();
    const mark = markOf(text);
    // First the mark: a crash in between clears what is not there, instead of leaving what is.
    if (clearAfterMs !== null) this.#marks.keep(mark);
    await this.#clipboard.write(text.toString()).catch((cause) => {
      throw new KeybearerError('clipboard-unavailable', { reason: 'failed' }, cause);
    });
    if (clearAfterMs === null) return;
    const pending = { mark, gone };
    this.#pending = pending;
    void this.#timeIsUp(clearAfterMs).then(async () => {
      // B2: another copy has taken its place, and has a time of its own.
      if (this.#pending === pending) await this.clear().catch(() => undefined); // asked for again at the next start
    });
  }

  /** @throws KeybearerError 'clipboard-not-cleared' */
  async #clearIf(mark: Mark): Promise<boolean> {
    if (!isMarkOf(mark, await this.#clipboard.read())) {
      this.#marks.forget();
      return false;
    }
    this.#clipboard.clear();
    if (isMarkOf(mark, await this.#clipboard.read())) throw new KeybearerError('clipboard-not-cleared');
    this.#marks.forget();
    return true;
  }

  #end(): void {
    this.#pending?.gone.resolve();
    this.#pending = undefined;
  }
}

function markOf(text: Buffer, key: Buffer = randomBytes(32)): Mark {
  return { key, hash: createHmac('sha256', key).update(text).digest() };
}

function isMarkOf(mark: Mark, text: string): boolean {
  return timingSafeEqual(markOf(Buffer.from(text), mark.key).hash, mark.hash);
}
