/** Names of API keys: what is taken, and when two are the same. */
import { KeybearerError } from './errors.ts';
import { limits } from './limits.ts';

// Control characters, line separators, lone surrogates, invisible spaces and the marks that reorder text: a name is
// shown in terminals, tables and notifications, and must read there as what it is. Characters that Unicode has not assigned
// yet may come to equal others later, and a name's tag must not change with the runtime.
const refused = /[\p{Cc}\p{Cn}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/**
 * Checks a line of text that people read: a name, an account, a tag.
 *
 * @returns the text in NFC without white space around it, at least 1 and at most `maxChars` UTF-16 units.
 * @throws KeybearerError 'invalid-input' with `reason` 'empty', 'too-long' or 'characters'.
 */
export function parseLine(text: string, field: string, maxChars: number): string {
  const line = text.normalize('NFC').trim();
  if (line === '') throw new KeybearerError('invalid-input', { field, reason: 'empty' });
  if (line.length > maxChars) throw new KeybearerError('invalid-input', { field, reason: 'too-long', max: maxChars });
  if (refused.test(line)) throw new KeybearerError('invalid-input', { field, reason: 'characters' });
  return line;
}

/** @throws KeybearerError 'name-invalid' with `reason` 'empty', 'too-long' or 'characters'. */
export function parseKeyName(text: string): string {
  try {
    return parseLine(text, 'name', limits.nameMaxChars);
  } catch (cause) {
    throw cause instanceof KeybearerError ? new KeybearerError('name-invalid', cause.details, cause) : cause;
  }
}

/** The form under which names are unique: NFKC, lower case. */
export function normaliseKeyName(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** A text from elsewhere as it can be shown: each character that no line of ours may hold becomes U+FFFD. */
export function madeVisible(text: string): string {
  return text.replace(new RegExp(refused, 'gu'), '\ufffd');
}
