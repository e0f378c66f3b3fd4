/** What of ours is on the clipboard, and until when. The clipboard itself clears by its own time, whatever becomes of us. */
import type { ClipboardHeld } from '../../shared/contract/clipboard.ts';
import { KeybearerError } from '../../shared/errors.ts';
import type { Clipboard } from '../delivery/clipboard.ts';
import type { Tell } from './open-vault.ts';

type Copied = Omit<NonNullable<ClipboardHeld>, 'clearsAt'>;

export class ClipboardHold {
  readonly clipboard: Clipboard;
  readonly #tell: Tell;
  #held: ClipboardHeld = null;

  constructor(clipboard: Clipboard, tell: Tell) {
    this.clipboard = clipboard;
    this.#tell = tell;
  }

  get held(): ClipboardHeld {
    return this.#held;
  }

  /**
   * @param forMs Null: what was copied holds no secret, and takes the place of what did.
   * @param gone Resolves when it is not there any more: cleared, or something else was copied.
   */
  note(copied: Copied, forMs: number | null, gone: Promise<void>): void {
    const held = forMs === null ? null : { ...copied, clearsAt: Date.now() + forMs };
    this.#set(held);
    void gone.then(() => {
      if (this.#held === held && held !== null) this.#set(null);
    });
  }

  /** @throws KeybearerError 'clipboard-unavailable', 'clipboard-not-cleared' when it is there still (B6). */
  async clear(): Promise<void> {
    await this.clipboard.clear();
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

/** Where there is none. */
export const noClipboard: Clipboard = {
  reach: async () => {
    throw new KeybearerError('clipboard-unavailable', { reason: 'no-display' });
  },
  clear: async () => false,
  clearLeftover: async () => false,
};
