/** What a keeper works with: a clipboard of one kind, and its hold on it. */

export interface ClipboardAdapter {
  /** @throws KeybearerError 'clipboard-unavailable' */
  reach(env: NodeJS.ProcessEnv): Promise<HeldClipboard>;
  /**
   * Clears what a keeper of ours holds, if it still does.
   *
   * @returns whether it did.
   * @throws KeybearerError 'clipboard-unavailable', 'clipboard-not-cleared'
   */
  clear(env: NodeJS.ProcessEnv): Promise<boolean>;
  /** Clears what a keeper that died has left there (B3); missing where nothing is left then. Answers and throws as `clear`. */
  clearLeftover?(env: NodeJS.ProcessEnv): Promise<boolean>;
}

export interface HeldClipboard {
  /** Whether what is there stays when the keeper leaves: one that is not to clear it may leave at once. */
  readonly outlivesKeeper: boolean;
  /**
   * Puts text there.
   *
   * @param clearAfterMs When it will be released, at the latest; null: never.
   * @throws KeybearerError 'clipboard-unavailable'
   */
  take(text: Buffer, clearAfterMs: number | null): Promise<Holding>;
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
