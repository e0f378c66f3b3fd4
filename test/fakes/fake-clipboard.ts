/** A clipboard in memory. */
import type { Clipboard } from '../../electron/desktop/shell.ts';
import { KeybearerError } from '../../shared/errors.ts';

export class FakeClipboard implements Clipboard {
  text: string | undefined;
  clearAfterMs: number | null = null;
  /** Refuses to be reached. */
  isGone = false;
  left = 0;

  async reach() {
    if (this.isGone) throw new KeybearerError('internal');
    return {
      put: async (text: Buffer, clearAfterMs: number | null) => {
        this.text = text.toString();
        this.clearAfterMs = clearAfterMs;
      },
      leave: () => {
        this.left += 1;
      },
    };
  }

  async clear(): Promise<boolean> {
    const had = this.text !== undefined;
    this.text = undefined;
    return had;
  }
}
