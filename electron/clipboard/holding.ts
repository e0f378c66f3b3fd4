/** What a keeper works with: a clipboard of one kind, and its hold on it. */

export interface HeldClipboard {
  /** Puts text there. @throws KeybearerError 'clipboard-unavailable' */
  take(text: Buffer): Promise<Holding>;
  /** Ends what connects it. */
  close(): void;
}

export interface Holding {
  /** Resolves when what we put there is no longer there: something else was copied, or the session has ended. */
  readonly gone: Promise<void>;
  /**
   * Takes away what is there, if it is still ours.
   *
   * @throws KeybearerError 'clipboard-not-cleared'
   */
  release(): Promise<void>;
}
