/** What a variable's or a field's name says of its value. */

const secretWords =
  /^(?:key|keys|apikey|token|tokens|pat|secret|secrets|password|passwd|passphrase|passcode|pass|pwd|pw|credential|credentials|auth|dsn|signature|salt)$/;
const publicWords = /^(?:public|publishable|pub)$/;
/** What follows a secret's name without changing what it is: STRIPE_KEY_LIVE, TOKEN_2. */
const trailing =
  /^(?:\d+|dev|development|test|testing|stage|staging|prod|production|live|sandbox|local|ci|old|new|base64|b64)$/;

/**
 * @returns `secret` where its last word is one for secrets, `perhaps` where any is (TOKEN_TTL), `public` where it says so
 *   itself, else `silent`.
 */
export function secretName(name: string): 'secret' | 'perhaps' | 'public' | 'silent' {
  const words = wordsOf(name);
  if (words.some((word) => publicWords.test(word))) return 'public';
  const telling = words.slice(0, words.findLastIndex((word) => !trailing.test(word)) + 1);
  if (secretWords.test(telling.at(-1) ?? '')) return 'secret';
  return words.some((word) => secretWords.test(word)) ? 'perhaps' : 'silent';
}

/** Names whose values look random and are none: commits, digests, identifiers. */
export function namesIdentifier(name: string): boolean {
  return /^(?:id|ids|uuid|guid|sha|sha1|sha256|hash|digest|checksum|commit|revision|version|etag|fingerprint|arn|user|username|login|email)$/.test(
    wordsOf(name).at(-1) ?? '',
  );
}

/** Whether it is for a password: those may be short, and be numbers. */
export function namesPassword(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:password|passwd|passphrase|passcode|pass|pwd|pw|pin)$/.test(word));
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
