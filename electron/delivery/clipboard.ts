/**
 * The clipboard, as the command line and the window need it. The adapters are in electron/clipboard/: there a process of its own
 * holds what was put there until the time is up, so that the clearing needs nobody else (B3).
 */

export interface Clipboard {
  /**
   * Makes sure that it can be used, before a secret is opened for it.
   *
   * @throws KeybearerError 'clipboard-unavailable' with `reason`.
   */
  reach(): Promise<ReachedClipboard>;
  /**
   * Clears at once what Keybearer put there, if it is still there (B1): for a window that locks or quits, too (B3).
   *
   * @returns whether anything of ours was there.
   * @throws KeybearerError 'clipboard-unavailable'; 'clipboard-not-cleared' when it is there still (B6).
   */
  clear(): Promise<boolean>;
  /**
   * Clears what is left there of a copy whose keeper has died: to be called at a start (B3). What a keeper still holds stays.
   *
   * @returns and throws as `clear`.
   */
  clearLeftover(): Promise<boolean>;
}

/** To be used once: with `put`, or with `leave`. */
export interface ReachedClipboard {
  /**
   * Resolves once the text is on the clipboard. What was put there before is no longer ours, and its clearing is off (B2).
   *
   * @param text UTF-8. It stays the caller's, who wipes it.
   * @param clearAfterMs Null: it stays until something else is copied.
   * @throws KeybearerError 'clipboard-unavailable'
   */
  put(text: Buffer, clearAfterMs: number | null): Promise<void>;
  /** Lets go of it with nothing put there. */
  leave(): void;
  /** Resolves when what was put there is no longer: cleared, or something else was copied. It keeps no process alive. */
  readonly gone: Promise<void>;
}

/** Why a clipboard cannot be used. */
export type ClipboardRefusal =
  | 'no-display'
  | 'display-refused'
  | 'no-wl-copy'
  | 'wl-copy-on-disk'
  | 'taken'
  | 'no-answer'
  | 'failed';
