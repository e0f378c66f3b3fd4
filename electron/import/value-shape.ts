/** What a value looks like by itself: most of what stands in an .env file is no secret. */
import { plainShapes } from '../../shared/import-kinds.ts';

export const valueShapes = [...plainShapes, 'url-with-password', 'private-key', 'token'] as const;
export type ValueShape = (typeof valueShapes)[number];

const booleans = /^(?:true|false|yes|no|on|off|enabled|disabled|null|undefined|none|nil)$/i;
const references = /^(?:\$\{?\w+[^}]*\}?|\$\(.*\)|%\w+%|\{\{[^}]*\}\}|op:\/\/.*|env:\w+)$/;
const placeholders =
  /^(?:<.*>|\[.*\]|(.)\1{2,}|.*change[-_ ]?me.*|.*your[-_ ].*|.*example.*|.*placeholder.*|.*replace[-_ ]?me.*|insert[-_ ].*|todo|tbd|dummy|n\/a)$/is;

/** Linear in the value's length; long values are told by their first characters. */
export function valueShape(whole: string): ValueShape {
  const value = whole.trim().slice(0, 4096);
  if (value === '') return 'empty';
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return 'private-key';
  if (/^-----BEGIN |^ssh-(?:rsa|ed25519) |^pk_(?:live|test)_/.test(value)) return 'public';
  if (references.test(value)) return 'reference';
  return urlShape(value) ?? plainShape(value) ?? (placeholders.test(value) ? 'placeholder' : randomShape(value));
}

function urlShape(value: string): ValueShape | undefined {
  const match = /^[a-z][a-z0-9+.-]{1,30}:\/\/(?:([^/?#@\s]*)@)?/i.exec(value);
  if (match === null) return /^[\w.-]+:\d{1,5}$/.test(value) && /[a-z]/i.test(value) ? 'url' : undefined;
  const password = match[1]?.split(':')[1] ?? '';
  return password !== '' && valueShape(password) !== 'reference' ? 'url-with-password' : 'url';
}

function plainShape(value: string): ValueShape | undefined {
  if (/^[+-]?\d[\d_.,]*(?:ms|s|m|h|d|kb|mb|gb|k|px|%)?$/i.test(value)) return 'number';
  if (booleans.test(value)) return 'boolean';
  if (/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.Z+-]*)?$/.test(value)) return 'date';
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value)) return 'email';
  if (/^(?:~?\/|\.{1,2}\/|[A-Za-z]:\\)/.test(value) && !/^\/[A-Za-z0-9+/]{40,}={0,2}$/.test(value)) return 'path';
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return 'identifier';
  return undefined;
}

/** Long, without white space, of letters and digits in no order. */
function randomShape(value: string): ValueShape {
  if (/\s/.test(value)) return 'text';
  const runs = value.split(/[^A-Za-z0-9+/]+/);
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one), '');
  const isMixed = /[0-9]/.test(longest) && /[A-Za-z]/.test(longest);
  return value.length >= 20 && longest.length >= 16 && isMixed && entropyBits(longest) >= 3 ? 'token' : 'word';
}

/** Bits per character, by how often each occurs. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
