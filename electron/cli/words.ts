/** The form of an error's words: what happened, then the one next step. */
import type { ErrorDetails } from '../../shared/errors.ts';

export type Text = readonly [error: string, hint?: string];
export type Words = Text | ((details: ErrorDetails) => Text);

export const nothingSaved = 'nothing was changed';
export const doctor =
  'run "keybearer doctor" to see what is damaged, and keep a copy of the vault file before anything else';

/** Names come quoted; what they may hold was checked when they were stored, but not when they were typed. */
export function quoted(value: ErrorDetails[string] | undefined): string {
  return JSON.stringify(String(value ?? '').slice(0, 140));
}

/** Whole MiB from one on, else whole KiB: what a limit is, near enough to act on. */
export function sizeInWords(bytes: ErrorDetails[string] | undefined): string {
  const mebibytes = Math.floor(Number(bytes) / 2 ** 20);
  return mebibytes >= 1 ? `${mebibytes} MiB` : `${Math.floor(Number(bytes) / 2 ** 10)} KiB`;
}
