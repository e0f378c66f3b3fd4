/** Short ways to write an entry of the catalogue. */
import type { Issuer, IssuerPart, Shape } from './issuer.ts';

export const bearer = 'Authorization: Bearer {secret}';

type Entry = Pick<Issuer, 'id' | 'name' | 'parts' | 'keywords'> & Partial<Issuer>;

/** An issuer whose secret goes into `Authorization: Bearer`, unless the entry says otherwise. */
export function issuer(entry: Entry): Issuer {
  return {
    use: 'header',
    headers: (entry.use ?? 'header') === 'header' ? [bearer] : [],
    otherHeaders: [],
    origins: [],
    baseUrlEnvNames: [],
    ...entry,
  };
}

export function part(name: string, envNames: readonly string[], ...shapes: Shape[]): IssuerPart {
  return { name, envNames: [...envNames], shapes };
}

/** The one part of a plain secret. */
export function plain(envNames: readonly string[], ...shapes: Shape[]): IssuerPart[] {
  return [part('secret', envNames, ...shapes)];
}

/** A form that no other issuer's secrets have: it begins with a public prefix. */
export function certain(prefixes: readonly string[], expression: RegExp, words: string): Shape {
  return { expression, prefixes: [...prefixes], confidence: 'certain', words };
}

/** A form that is rare, yet not the issuer's alone for sure. */
export function likely(prefixes: readonly string[], expression: RegExp, words: string): Shape {
  return { expression, prefixes: [...prefixes], confidence: 'likely', words };
}

/** A form that several issuers and much else share. */
export function ambiguous(expression: RegExp, words: string, prefixes: readonly string[] = []): Shape {
  return { expression, prefixes: [...prefixes], confidence: 'ambiguous', words };
}
