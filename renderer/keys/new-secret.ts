/** The secret that takes another's place. Pure. */
import type { KeyView, MatchView } from '../../shared/contract/keys.ts';
import type { SecretPart } from '../add/pasted.ts';

/** Of a header or a command that was pasted for a plain secret only the secret is taken, where it is of the same issuer. */
export function newSecretOf(
  key: Pick<KeyView, 'parts' | 'issuer'>,
  texts: Readonly<Record<string, string>>,
  matches: readonly MatchView[],
): SecretPart[] {
  return key.parts.map((name) => {
    const text = texts[name] ?? '';
    const match = matches.find(({ issuerId, parts }) => issuerId === key.issuer && parts.length === 1);
    const place = key.parts.length === 1 ? match?.parts[0] : undefined;
    return { name, text: place === undefined ? text.trim() : text.slice(place.start, place.start + place.length) };
  });
}
