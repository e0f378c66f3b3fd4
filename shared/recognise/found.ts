/** What was found in the fields of a text, put together: each match with its parts. */
import { catalogue } from '../catalogue/catalogue.ts';
import type { Issuer } from '../catalogue/issuer.ts';
import { type Evidence, placeIn, weigh } from './evidence.ts';
import type { Field } from './field.ts';
import type { MatchPart } from './match.ts';
import { Siblings } from './siblings.ts';

/** A match that is still being put together. */
export interface Found {
  readonly issuer: Issuer;
  readonly field: Field;
  readonly evidence: Evidence;
  readonly parts: MatchPart[];
}

export function collect(text: string, fields: readonly Field[]): Found[] {
  const found: Found[] = [];
  const open = new OpenMatches();
  for (const field of fields) {
    const place = placeIn(text, field);
    for (const issuer of catalogue) {
      for (const part of issuer.parts) {
        const evidence = weigh(issuer, part, place);
        if (evidence === undefined) continue;
        const prefix = evidence.shape?.prefixes.find((start) => place.value.startsWith(start)) ?? '';
        const matched = { name: part.name, start: field.start, length: place.value.length, prefix };
        if (open.joins(issuer, matched, field)) continue;
        const one = { issuer, field, evidence, parts: [matched] };
        found.push(one);
        open.add(one);
      }
    }
  }
  const siblings = new Siblings(text, fields);
  for (const one of found) siblings.addTo(one);
  return found;
}

/** Two parts of one issuer are one match: an API key and its application key. */
class OpenMatches {
  /** By issuer, form and the part that is missing, in the order in which they were found. */
  readonly #lacking = new Map<string, Set<Found>>();

  add(one: Found): void {
    for (const { name } of one.issuer.parts) {
      if (one.parts.some((part) => part.name === name)) continue;
      const key = keyOf(one.issuer, one.field, name);
      const others = this.#lacking.get(key);
      if (others === undefined) this.#lacking.set(key, new Set([one]));
      else others.add(one);
    }
  }

  joins(issuer: Issuer, part: MatchPart, field: Field): boolean {
    const lacking = this.#lacking.get(keyOf(issuer, field, part.name));
    if (lacking === undefined) return false;
    for (const one of lacking) {
      if (one.parts.some(({ start }) => start === part.start)) continue;
      one.parts.push(part);
      lacking.delete(one);
      return true;
    }
    return false;
  }
}

function keyOf(issuer: Issuer, field: Field, part: string): string {
  return `${issuer.id} ${field.form} ${part}`;
}

/** Matches by the places of their parts: rivals are looked for there, and not among all. */
export class ByPlace {
  readonly #matches = new Map<number, Found[]>();

  constructor(found: readonly Found[]) {
    for (const one of found) {
      for (const { start } of one.parts) {
        const there = this.#matches.get(start);
        if (there === undefined) this.#matches.set(start, [one]);
        else there.push(one);
      }
    }
  }

  at(start: number | undefined): readonly Found[] {
    return (start === undefined ? undefined : this.#matches.get(start)) ?? [];
  }
}
