/** Details: what is kept beside a secret and as closely. Named parts as a secret has; this version knows three of them. */
import type { Secret } from './secret.ts';

/** In order; whoever holds them wipes them. Parts that a later version wrote are kept as they are. */
export type Details = Secret;

/** Notes, the steps of a renewal, and the places that use the key: UTF-8, of places one a line. */
export const detailNames = ['notes', 'renewal', 'places'] as const;
export type DetailName = (typeof detailNames)[number];

/** What is put in place of what is there; empty: it is taken away. */
export type DetailChanges = { readonly [Name in DetailName]?: Buffer | undefined };

/** @returns UTF-8, the same memory; undefined when there is none. */
export function detailOf(details: Details, name: DetailName): Buffer | undefined {
  return details.find((part) => part.name === name)?.bytes;
}

/** In the one order that details have. What is not changed is the same memory. */
export function withDetails(details: Details, changes: DetailChanges): Details {
  const known = detailNames.flatMap((name) => {
    const bytes = changes[name] ?? detailOf(details, name);
    return bytes === undefined || bytes.length === 0 ? [] : [{ name, bytes }];
  });
  return [...known, ...details.filter((part) => !detailNames.some((name) => name === part.name))];
}
