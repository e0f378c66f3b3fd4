/** The form of an error's words: what happened, then the one next step. */
import type { ErrorDetails } from '../../shared/errors.ts';

export type Text = readonly [error: string, hint?: string];
export type Words = Text | ((details: ErrorDetails) => Text);

/** Names come quoted; what they may hold was checked when they were stored, but not when they were typed. */
export function quoted(value: ErrorDetails[string] | undefined): string {
  return JSON.stringify(String(value ?? '').slice(0, 140));
}
