/** What is said in passing at the foot of the window: what was done, with the way back where there is one. */
import type { Failure } from '../../shared/contract.ts';
import { failureText } from '../error-text.ts';
import { featureStore } from '../feature-store.ts';

export interface PassingNotice {
  readonly id: number;
  readonly words: string;
  /** The way back, while the notice is there. */
  readonly undo?: (() => void) | undefined;
}

/** As long as a removal can be taken back from here. */
export const noticeMs = 10_000;

export const useNotices = featureStore<{ readonly notices: readonly PassingNotice[] }>(() => ({ notices: [] }));

let last = 0;

export function say(words: string, undo?: () => void): void {
  const id = show(words, undo);
  setTimeout(() => dismiss(id), noticeMs);
}

/** A failure stays until it is dismissed: it may have been read too late. What the user has cancelled is none. */
export function complain(failure: Failure): void {
  if (failure.code !== 'cancelled') show(failureText(failure));
}

function show(words: string, undo?: () => void): number {
  const notice = { id: ++last, words, undo };
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-2), notice] }));
  return notice.id;
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
