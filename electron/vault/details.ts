/** Details: what is kept beside a secret and as closely. Named parts as a secret has; this version knows the notes. */
import type { Secret } from './secret.ts';

/** In order; whoever holds them wipes them. Parts that a later version wrote are kept as they are. */
export type Details = Secret;

const notesPart = 'notes';

/** @returns UTF-8, the same memory; undefined when there are none. */
export function notesOf(details: Details): Buffer | undefined {
  return details.find((part) => part.name === notesPart)?.bytes;
}

/** Puts notes in place of those that are there; empty ones are none. The other parts are the same memory. */
export function withNotes(details: Details, notes: Buffer): Details {
  const others = details.filter((part) => part.name !== notesPart);
  return notes.length === 0 ? others : [{ name: notesPart, bytes: notes }, ...others];
}
