/**
 * Which signatures a message may have. dbus-native reads any that it can parse: for an array whose elements take no bytes it
 * would never come to the end.
 *
 * @see D-Bus Specification, "Type System" and "Valid Signatures"
 */
import parse, { type SignatureType } from 'dbus-native/lib/signature.js';

const maxBytes = 255;
/** The specification allows 64. Nothing that we read has more than four, and each level costs memory for every few bytes. */
const maxDepth = 8;
const basicTypes = 'ybnqiuxtdsogh';

/** @throws Error when no message of ours has that signature. */
export function refuseUnlawful(signature: string): void {
  if (signature.length > maxBytes) throw new RangeError(`a D-Bus signature of ${signature.length} bytes`);
  for (const type of parse(signature)) if (!isLawful(type, 1)) throw new SyntaxError('an unlawful D-Bus signature');
}

function isLawful({ type, child }: SignatureType, depth: number): boolean {
  if (depth > maxDepth) return false;
  if (type === '(') return child.length > 0 && child.every((each) => isLawful(each, depth + 1));
  if (type === 'a') return child.every((each) => isLawful(each, depth + 1) || isDictEntry(each, depth + 1));
  return type === 'v' || isBasic(type);
}

/** Only in an array. */
function isDictEntry({ type, child: [key, value, ...more] }: SignatureType, depth: number): boolean {
  if (type !== '{' || key === undefined || value === undefined || more.length > 0) return false;
  return isBasic(key.type) && isLawful(value, depth + 1);
}

function isBasic(type: string): boolean {
  return basicTypes.includes(type);
}
