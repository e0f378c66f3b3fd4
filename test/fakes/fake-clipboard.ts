/** A clipboard in memory. */
import type { Clipboard, ReachedClipboard } from '../../electron/delivery/clipboard.ts';
import { KeybearerError } from '../../shared/errors.ts';

export class FakeClipboard implements Clipboard {
  text: string | undefined;
  clearAfterMs: number | null = null;
  /** Refuses to be reached. */
  isUnreachable = false;
  /** How often it was let go of with nothing put there. */
  leftEmpty = 0;
  #gone = Promise.withResolvers<void>();

  async reach(): Promise<ReachedClipboard> {
    if (this.isUnreachable) throw new KeybearerError('clipboard-unavailable', { reason: 'no-display' });
    let isUsed = false;
    const gone = Promise.withResolvers<void>();
    return {
      put: async (text, clearAfterMs) => {
        isUsed = true;
        this.#gone.resolve();
        this.#gone = gone;
        this.text = text.toString();
        this.clearAfterMs = clearAfterMs;
      },
      leave: () => {
        if (!isUsed) this.leftEmpty += 1;
      },
      gone: gone.promise,
    };
  }

  async clear(): Promise<boolean> {
    const had = this.text !== undefined;
    this.text = undefined;
    this.#gone.resolve();
    return had;
  }

  async clearLeftover(): Promise<boolean> {
    return false;
  }

  /** The time is up, or another program has copied something. */
  lose(): void {
    void this.clear();
  }
}
