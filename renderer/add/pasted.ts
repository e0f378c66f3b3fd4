/** What was pasted: which of it is the secret, and what the form is filled with. Pure. */
import type { MatchView } from '../../shared/contract/keys.ts';
import { limits } from '../../shared/limits.ts';
import { emptyDraft, expiresText, type KeyDraft } from './key-draft.ts';

export interface SecretPart {
  readonly name: string;
  readonly text: string;
}

/**
 * The secret's parts.
 *
 * @param match Undefined: the whole text is the secret.
 * @param typed Parts that the text does not hold, by name.
 */
export function secretOf(
  text: string,
  match: MatchView | undefined,
  typed: Readonly<Record<string, string>>,
): SecretPart[] {
  if (match === undefined) return [{ name: 'secret', text: text.trim() }];
  const found = match.parts.map(({ name, start, length }) => ({ name, text: text.slice(start, start + length) }));
  return [...found, ...match.missingParts.map((name) => ({ name, text: typed[name] ?? '' }))];
}

/** Whether there is something to store. */
export function isWhole(secret: readonly SecretPart[]): boolean {
  return secret.every(({ text }) => text !== '');
}

/** The public beginnings of the parts, which a preview may show. */
export function prefixesOf(match: MatchView | undefined): Record<string, string> {
  return Object.fromEntries(match?.parts.map(({ name, prefix }) => [name, prefix]) ?? []);
}

/** The form as a match fills it; what the user has typed already stays. */
export function filledBy(
  match: MatchView | undefined,
  text: string,
  typed: Partial<KeyDraft>,
  names: ReadonlySet<string>,
): KeyDraft {
  // A text of several lines fills no header: a PEM, a JSON file.
  const plain = { ...emptyDraft, headers: /\n/.test(text.trim()) ? '' : emptyDraft.headers };
  if (match === undefined) return { ...plain, ...typed };
  return {
    ...plain,
    name: freeName(match.issuerId, names),
    issuer: match.issuerId,
    origins: match.origins.join('\n'),
    headers: match.headers.join('\n'),
    envName: match.envName ?? '',
    expires: expiresText(match.expiresAt),
    ...typed,
  };
}

/** `github`, or `github-2` where that is taken. @param names In lower case. */
export function freeName(wanted: string, names: ReadonlySet<string>): string {
  if (!names.has(wanted)) return wanted;
  let number = 2;
  while (names.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}

/** Longer texts are neither recognised nor stored. */
export function isTooLong(text: string): boolean {
  return text.length > limits.pastedMaxChars;
}
