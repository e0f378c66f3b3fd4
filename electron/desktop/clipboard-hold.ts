/** What of ours is on the clipboard, and until when. The clipboard itself clears by its own time, whatever becomes of us. */
import type { ClipboardHeld } from '../../shared/contract/clipboard.ts';
import type { Tell } from './open-vault.ts';
import type { Clipboard } from './shell.ts';

type Copied = Omit<NonNullable<ClipboardHeld>, 'clearsAt'>;

export class ClipboardHold {
  readonly clipboard: Clipboard;
  readonly #tell: Tell;
  #held: ClipboardHeld = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(clipboard: Clipboard, tell: Tell) {
    this.clipboard = clipboard;
    this.#tell = tell;
  }

  get held(): ClipboardHeld {
    return this.#held;
  }

  /** @param forMs Null: what was copied holds no secret, and takes the place of what did. */
  note(copied: Copied, forMs: number | null): void {
    clearTimeout(this.#timer);
    this.#set(forMs === null ? null : { ...copied, clearsAt: Date.now() + forMs });
    if (forMs !== null) this.#timer = setTimeout(() => this.#set(null), forMs).unref();
  }

  /** @throws KeybearerError 'clipboard-unavailable', 'clipboard-not-cleared' when it is there still (B6). */
  async clear(): Promise<void> {
    await this.clipboard.clear();
    clearTimeout(this.#timer);
    this.#set(null);
  }

  /** At a lock, and at the end. */
  async clearIfHeld(): Promise<void> {
    if (this.#held !== null) await this.clear();
  }

  #set(held: ClipboardHeld): void {
    this.#held = held;
    this.#tell('clipboard.changed', { held });
  }
}
